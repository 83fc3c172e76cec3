package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import java.util.Map;

/**
 * What makes a prompt of one kind hard: heads and surface features with their relative weights,
 * each measured in its own standard deviations over the kind's prompts.
 *
 * @param heads weight of each head
 * @param surface weight of each surface feature
 */
record Composite(Map<String, Double> heads, Map<SurfaceFeature, Double> surface) {}
