package dev.signalbox.bench.pair.figures;

/**
 * A question with both answers.
 *
 * @param small the small expert's answer, which is the draft of a cascade
 * @param large the large expert's answer
 * @param confidence the draft's, natural logarithm
 * @param length characters of the question
 */
public record Case(Outcome small, Outcome large, double confidence, int length) {}
