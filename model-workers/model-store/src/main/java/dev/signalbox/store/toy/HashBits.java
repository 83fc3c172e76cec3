package dev.signalbox.store.toy;

import java.util.random.RandomGenerator;

/**
 * Feed-forward units that turn sums and codes into signs: bit k is whether a balanced random sum of
 * its inputs, a whole number, is above a threshold between whole numbers. A step is two units far
 * from the bend of GELU:
 *
 * <pre>step(z) = (gelu(STEEP (z - t) + HALF) - gelu(STEEP (z - t) - HALF)) / (2 HALF)</pre>
 */
final class HashBits {
  static final int COUNT = Residual.BITS.size();
  static final int UNITS = 2 * COUNT;

  private static final double STEEP = 50;
  private static final double HALF = 12;

  private final RandomGenerator random;
  private final double threshold;
  private final double off;
  private final double on;

  private HashBits(RandomGenerator random, double threshold, double off, double on) {
    this.random = random;
    this.threshold = threshold;
    this.off = off;
    this.on = on;
  }

  /**
   * Every bit is set as often as not.
   *
   * @param level a bit adds this or its opposite, in its unit
   */
  static HashBits even(RandomGenerator random, int level) {
    return new HashBits(random, 0.5, -level, level);
  }

  /**
   * Bits that are seldom set, and change nothing when they are not.
   *
   * @param above which sum they are set
   */
  static HashBits rare(RandomGenerator random, int above, int level) {
    return new HashBits(random, above + 0.5, 0, level);
  }

  void wire(FeedForward layer, boolean hashed) {
    for (int bit = 0; bit < COUNT; bit++) {
      int low = 2 * bit;
      int high = low + 1;
      readBalanced(layer, low, Residual.SUMS, 4);
      readBalanced(layer, low, Residual.TOKEN, 4);
      readBalanced(layer, low, Residual.ADDRESS, 2);
      if (hashed) {
        readBalanced(layer, low, Residual.BITS, 4);
      }
      layer.up.addBias(low, HALF - STEEP * threshold);
      layer.up.addBias(high, -HALF - STEEP * threshold);
      int place = Residual.BITS.index(bit);
      double step = (on - off) * Residual.BITS.unit() / (2 * HALF);
      layer.writeBalanced(place, low, step);
      layer.writeBalanced(place, high, -step);
      layer.addBalanced(place, off * Residual.BITS.unit());
    }
  }

  private void readBalanced(FeedForward layer, int unit, Residual part, int count) {
    int[] places = Codes.places(part, count, random);
    for (int i = 0; i < count; i++) {
      double weight = i % 2 == 0 ? STEEP : -STEEP;
      layer.up.add(unit, places[i], weight);
      layer.up.add(unit + 1, places[i], weight);
    }
  }

  /** Squared length that even bits add. */
  static double written(int level) {
    double number = level * Residual.BITS.unit();
    return COUNT * number * number;
  }
}
