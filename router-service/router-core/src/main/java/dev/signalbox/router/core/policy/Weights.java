package dev.signalbox.router.core.policy;

/**
 * What counts how much in the score; all at least 0.
 *
 * @param quality weight of the expected gain over what the policy's threshold asks for
 * @param price weight of the price, as a share of the dearest candidate's
 * @param latency weight of the expected time, as a share of the slowest candidate's
 */
public record Weights(double quality, double price, double latency) {
  /** Quality alone: the threshold decides. */
  public static final Weights QUALITY_ONLY = new Weights(1, 0, 0);
}
