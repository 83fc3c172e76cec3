package dev.signalbox.bench.pair.answers;

/**
 * What the gateway's router says of a question.
 *
 * @param difficulty 0..1
 * @param router version of the router
 */
public record Routed(double difficulty, String router) {}
