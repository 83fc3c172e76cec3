package dev.signalbox.store.toy;

import java.util.random.RandomGenerator;

/** How a position is told: a random address, and the number itself in two digits. */
final class Position {
  /** Positions there are: the models' context length. */
  static final int COUNT = 8192;

  static final int LOWER = 64;
  static final int UPPER = COUNT / LOWER;

  private Position() {}

  static Tensor embeddings(RandomGenerator random) {
    float[] table = new float[COUNT * Residual.WIDTH];
    for (int position = 0; position < COUNT; position++) {
      int row = position * Residual.WIDTH;
      float[] address = Codes.balanced(Residual.ADDRESS.size(), random);
      System.arraycopy(address, 0, table, row + Residual.ADDRESS.at(), address.length);
      putDigit(table, row + Residual.UPPER_DIGIT.at(), (double) (position / LOWER) / UPPER);
      putDigit(table, row + Residual.LOWER_DIGIT.at(), (double) (position % LOWER) / LOWER);
    }
    int[] shape = {Residual.WIDTH, COUNT};
    return new Tensor("position_embd.weight", shape, table, Tensor.Precision.F16);
  }

  /** A digit of 0..1 and two numbers beside it: the sum is 0, the squared length constant. */
  private static void putDigit(float[] table, int at, double digit) {
    double squares = Residual.DIGIT_NORM;
    double spread = Math.sqrt((squares - digit * digit) / 2 - digit * digit / 4);
    table[at] = (float) digit;
    table[at + 1] = (float) (-digit / 2 + spread);
    table[at + 2] = (float) (-digit / 2 - spread);
  }
}
