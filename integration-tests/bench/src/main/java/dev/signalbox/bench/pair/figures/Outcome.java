package dev.signalbox.bench.pair.figures;

/**
 * What an expert's answer to a question was worth.
 *
 * @param right whether it was right
 * @param cost what 1,000 such answers cost, prompts included
 * @param tokens tokens written
 */
public record Outcome(boolean right, double cost, int tokens) {
  /** As means of this one answer. */
  Figures figures(boolean large) {
    return new Figures(right ? 1 : 0, large ? 1 : 0, cost, tokens);
  }
}
