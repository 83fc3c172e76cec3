package dev.signalbox.router.core.catalog;

/**
 * What an expert costs, in the unit that policies count in.
 *
 * @param perMillionPrompt price of a million tokens read, at least 0
 * @param perMillionCompletion price of a million tokens written, at least 0
 */
public record Price(double perMillionPrompt, double perMillionCompletion) {
  /** Costs nothing. */
  public static final Price FREE = new Price(0, 0);

  /** What one request costs. */
  public double of(double promptTokens, double completionTokens) {
    return (promptTokens * perMillionPrompt + completionTokens * perMillionCompletion) / 1e6;
  }
}
