package dev.signalbox.router.core.difficulty.opinion;

import dev.signalbox.router.core.difficulty.model.Judgement;
import java.util.List;

/**
 * What a sentence embedding adds to the fast path. Meaning tells what a model of a certain size
 * knows better than words do, above all on data that the words were not learned from.
 *
 * <p>Raw difficulty is the sum over kinds of P(kind) x (bias + weights x (what the fast path says
 * for the kind, embedded lift, embedded score of small)); its mapping to 0..1 is the fast path's
 * with a centre and a spread of its own.
 *
 * @param router version of the router that it was trained beside; it works with no other
 * @param embedding name of the embedding model
 * @param lift head of E[large - small]
 * @param small head of small's expected score
 * @param good head of the chance that small is good enough
 * @param kinds one for each kind of the router, in its order
 * @param centre raw difficulty that maps to 0.5
 * @param spread scale of raw difficulty, above 0
 */
public record SecondOpinion(
    String router,
    String embedding,
    EmbeddedHead lift,
    EmbeddedHead small,
    EmbeddedHead good,
    List<KindOpinion> kinds,
    double centre,
    double spread) {
  public SecondOpinion {
    kinds = List.copyOf(kinds);
  }

  /**
   * Difficulty before its mapping to 0..1.
   *
   * @param judgement what the router says of the prompt
   * @param vector the prompt's embedding
   */
  public double raw(Judgement judgement, float[] vector) {
    double lifted = lift.at(vector);
    double scored = small.at(vector);
    double raw = 0;
    for (int k = 0; k < kinds.size(); k++) {
      KindOpinion kind = kinds.get(k);
      raw +=
          judgement.kindChance(k)
              * (kind.bias()
                  + kind.fast() * judgement.kindRaw(k)
                  + kind.lift() * lifted
                  + kind.small() * scored);
    }
    return raw;
  }
}
