package dev.signalbox.router.core.difficulty;

/**
 * How an expected gain becomes a difficulty and back: {@code difficulty = 1 / (1 + exp(-(gain -
 * centre) / spread))}, strictly increasing, so that either order is the other.
 *
 * @param centre gain that maps to difficulty 0.5
 * @param spread scale of the gain, above 0
 */
public record GainScale(double centre, double spread) {

  /** Difficulty of a gain, 0..1. */
  public double difficulty(double gain) {
    return 1 / (1 + Math.exp(-(gain - centre) / spread));
  }

  /**
   * The gain at a difficulty.
   *
   * @param difficulty above 0 and below 1
   */
  public double gain(double difficulty) {
    return centre + spread * Math.log(difficulty / (1 - difficulty));
  }
}
