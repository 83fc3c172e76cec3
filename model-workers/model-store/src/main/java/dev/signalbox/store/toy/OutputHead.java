package dev.signalbox.store.toy;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Turns grammar and hash into logits. The hash's part is a multiple of one step, so that two words
 * of a class are steps apart or equal; a fixed rank, spread over one step, then parts the equal
 * ones.
 */
final class OutputHead {
  /** Half of the step between two neighbouring logits of the same class. */
  private static final double LEVEL = 0.3125;

  /** Different ranks: more than the words that can stand against each other. */
  private static final int RANKS = 128;

  private static final int RANK_STRIDE = 37;

  /** For what must not follow. */
  private static final double NEVER = -60;

  private OutputHead() {}

  static Tensor weights(List<ToyVocabulary.Token> tokens, RandomGenerator random) {
    Linear rows = new Linear(Residual.WIDTH, tokens.size());
    int words = 0;
    for (int id = 0; id < tokens.size(); id++) {
      WordClass to = tokens.get(id).wordClass();
      for (WordClass from : WordClass.values()) {
        rows.add(id, Residual.of(from), before(from, id, to));
      }
      if (!to.words.isEmpty()) {
        double rank = words++ * RANK_STRIDE % RANKS;
        rows.add(id, Residual.ONE.at(), 2 * LEVEL * rank / RANKS);
        for (int bit = 0; bit < HashBits.COUNT; bit++) {
          rows.add(id, Residual.BITS.index(bit), LEVEL * Codes.sign(random));
        }
      }
    }
    rows.add(ToyVocabulary.END, Residual.GATE.at(), AnswerLength.OPEN);
    return rows.weight("output.weight", Tensor.Precision.F16);
  }

  private static double before(WordClass from, int id, WordClass to) {
    if (id == ToyVocabulary.END) {
      return from == WordClass.PERIOD ? AnswerLength.SHUT : NEVER;
    }
    double logit = to.words.isEmpty() ? Double.NEGATIVE_INFINITY : from.before(to);
    return Double.isInfinite(logit) ? NEVER : logit;
  }
}
