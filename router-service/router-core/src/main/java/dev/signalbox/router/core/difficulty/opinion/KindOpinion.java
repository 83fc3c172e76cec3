package dev.signalbox.router.core.difficulty.opinion;

/**
 * How the second opinion judges one kind of prompt.
 *
 * @param kind name of the kind in the router's model
 * @param bias expected gain before any part
 * @param fast weight of what the fast path says for this kind
 * @param lift weight of the embedded lift
 * @param small weight of the embedded score of small, usually below 0
 * @param goodBias log-odds that small is good enough at a head of 0
 * @param goodSlope change of the log-odds with the mean of the fast and the embedded good-enough
 *     head
 */
public record KindOpinion(
    String kind,
    double bias,
    double fast,
    double lift,
    double small,
    double goodBias,
    double goodSlope) {}
