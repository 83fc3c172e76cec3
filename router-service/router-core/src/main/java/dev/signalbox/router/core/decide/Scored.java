package dev.signalbox.router.core.decide;

import dev.signalbox.router.core.fleet.ExpertFleet;

/**
 * An expert with its score.
 *
 * @param expert the expert
 * @param score the sum of what the scorers said
 */
public record Scored(ExpertFleet expert, double score) {}
