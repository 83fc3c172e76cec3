package dev.signalbox.store.toy;

import java.util.List;

/**
 * Where things stand in the vector that runs through a toy model's layers.
 *
 * <p>Every layer writes numbers whose sum is zero and which are small beside the codes, so that the
 * mean and the standard deviation that the layer norms take out are known when the weights are
 * made. The norms' own weights then restore whole numbers, which survive every rounding on the way:
 * this is why the models' answers do not depend on how an engine batches them.
 *
 * @param at index of the first number
 * @param size how many there are
 * @param unit what stands for 1
 */
record Residual(int at, int size, double unit) {
  /** Code of the token, +1 or -1 each. */
  static final Residual TOKEN = new Residual(0, 32, 1);

  /** One of them is 1: what the token is to the grammar. */
  static final Residual CLASS = TOKEN.then(WordClass.values().length, 1);

  /** Always 1. */
  static final Residual ONE = CLASS.then(1, 1);

  /** Code of the position, +1 or -1 each. */
  static final Residual ADDRESS = ONE.then(24, 1);

  /** The upper digit of the position, and two numbers to balance it. */
  static final Residual UPPER_DIGIT = ADDRESS.then(3, 1.0 / Position.UPPER);

  /** The lower digit of the position, and two numbers to balance it. */
  static final Residual LOWER_DIGIT = UPPER_DIGIT.then(3, 1.0 / Position.LOWER);

  /** Minus the two digits of the position where the turn began, and the balance. */
  static final Residual TURN = LOWER_DIGIT.then(3, 1.0 / Position.COUNT);

  /** Sums of what attention found. */
  static final Residual SUMS = TURN.then(22, 1.0 / 128);

  /** The hash of what was found. */
  static final Residual BITS = SUMS.then(21, 1.0 / 64);

  /** How much an answer should end now, 0..1. */
  static final Residual GATE = BITS.then(1, 1.0 / 64);

  static final int WIDTH = GATE.end();

  static final double NORM_EPSILON = 1e-5;

  /** What one digit and its balance add to the squared length. */
  static final double DIGIT_NORM = 1.5;

  /** A class and {@link #ONE} are 1; all else is balanced. */
  private static final double MEAN = 2.0 / WIDTH;

  int end() {
    return at + size;
  }

  int index(int i) {
    return at + i;
  }

  /** The place of a class in {@link #CLASS}. */
  static int of(WordClass wordClass) {
    return CLASS.index(wordClass.ordinal());
  }

  /**
   * A layer norm after which every number is in its unit.
   *
   * @param name of the norm's tensors
   * @param written squared length of what layers have added so far, on average
   */
  static List<Tensor> norm(String name, double written) {
    return norm(
        name,
        written,
        List.of(TOKEN, CLASS, ONE, ADDRESS, UPPER_DIGIT, LOWER_DIGIT, TURN, SUMS, BITS, GATE));
  }

  /** The same for some parts; the others become 0. */
  static List<Tensor> norm(String name, double written, List<Residual> parts) {
    double squares = TOKEN.size + 1 + ONE.size + ADDRESS.size + 2 * DIGIT_NORM + written;
    double deviation = Math.sqrt(squares / WIDTH - MEAN * MEAN + NORM_EPSILON);
    float[] weight = new float[WIDTH];
    float[] bias = new float[WIDTH];
    for (Residual part : parts) {
      for (int i = part.at; i < part.end(); i++) {
        weight[i] = (float) (deviation / part.unit);
        bias[i] = (float) (MEAN / part.unit);
      }
    }
    return List.of(Tensor.vector(name + ".weight", weight), Tensor.vector(name + ".bias", bias));
  }

  private Residual then(int size, double unit) {
    return new Residual(end(), size, unit);
  }
}
