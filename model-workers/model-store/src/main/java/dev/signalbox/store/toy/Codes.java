package dev.signalbox.store.toy;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random choices that balance. */
final class Codes {
  private Codes() {}

  /** As many +1 as -1, in random order; {@code length} is even. */
  static float[] balanced(int length, RandomGenerator random) {
    float[] code = new float[length];
    for (int i = 0; i < length; i++) {
      code[i] = i % 2 == 0 ? 1 : -1;
    }
    for (int i = length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      float kept = code[i];
      code[i] = code[other];
      code[other] = kept;
    }
    return code;
  }

  static int sign(RandomGenerator random) {
    return random.nextBoolean() ? 1 : -1;
  }

  /** {@code count} different places of a part of the residual vector. */
  static int[] places(Residual part, int count, RandomGenerator random) {
    int[] places = new int[part.size()];
    for (int i = 0; i < places.length; i++) {
      int other = random.nextInt(i + 1);
      places[i] = places[other];
      places[other] = part.index(i);
    }
    return Arrays.copyOf(places, count);
  }
}
