package dev.signalbox.store.toy;

import java.util.random.RandomGenerator;

/**
 * A head that finds one earlier position, as good as at random: query and key are signs picked from
 * the codes of token and position (above the first layer also from the hash), so that scores are
 * small whole numbers; of equal ones the later or earlier position within a stretch of {@value
 * Position#LOWER} wins. Scores are spread so far apart that softmax takes the best alone. What
 * stands there is added, with random signs, to {@link Residual#SUMS}.
 */
final class Lookup {
  /** Nats between two neighbouring positions of equal score. */
  private static final double NATS_PER_POSITION = 12;

  /** Nats for 1 of a score: neighbouring scores, which are 2 apart, leave room for positions. */
  private static final double NATS = 400;

  /** Numbers of a head that make the score; the one left decides between equal scores. */
  private static final int SIGNS = Attention.SIZE - 1;

  private final RandomGenerator random;
  private final boolean hashed;

  /**
   * @param hashed whether {@link Residual#BITS} is written already
   */
  Lookup(RandomGenerator random, boolean hashed) {
    this.random = random;
    this.hashed = hashed;
  }

  void wire(Attention attention, int head) {
    int[] queryToken = Codes.places(Residual.TOKEN, Attention.SIZE, random);
    int[] queryPlace = Codes.places(Residual.ADDRESS, Attention.SIZE, random);
    int[] keyToken = Codes.places(Residual.TOKEN, Attention.SIZE, random);
    int[] keyPlace = Codes.places(Residual.ADDRESS, Attention.SIZE, random);
    int[] bits = Codes.places(Residual.BITS, Attention.SIZE, random);
    double scale = Attention.SCORE_SCALE;
    Linear rows = attention.queryKeyValue;
    rows.addBias(attention.query(head, SIGNS), NATS_PER_POSITION * scale * Codes.sign(random));
    rows.add(attention.key(head, SIGNS), Residual.LOWER_DIGIT.at(), 1);
    for (int i = 0; i < SIGNS; i++) {
      boolean byToken = i % 2 == 0;
      boolean byHash = hashed && i % 4 < 2;
      int query = !byToken ? queryPlace[i] : byHash ? bits[i] : queryToken[i];
      int key = byToken ? keyPlace[i] : byHash ? bits[i] : keyToken[i];
      rows.add(attention.query(head, i), query, NATS * scale * Codes.sign(random));
      rows.add(attention.key(head, i), key, 1);
      rows.add(attention.value(head, i), hashed && byToken ? bits[i] : keyToken[i], 1);
      int[] sums = Codes.places(Residual.SUMS, 2, random);
      attention.output.add(sums[0], attention.found(head, i), Residual.SUMS.unit());
      attention.output.add(sums[1], attention.found(head, i), -Residual.SUMS.unit());
    }
  }

  /** Squared length that {@code heads} such heads add, on average. */
  static double written(int heads) {
    return heads * SIGNS * 2 * Residual.SUMS.unit() * Residual.SUMS.unit();
  }
}
