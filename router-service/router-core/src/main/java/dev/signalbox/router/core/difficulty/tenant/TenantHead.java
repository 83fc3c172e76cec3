package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.RatedGains;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.LinearHeads;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's own estimate of E[large - small], learned from its labels on top of the shared router.
 * It has two forms: the fast one reads the text and the shared router's heads; the full one adds
 * the tenant's rated neighbours by sentence embedding. Beside it stands what the tenant's labels
 * tell of every rung, by the fast form alone: the score of small, and the gain over it of each
 * further tier or expert.
 *
 * @param shared version of the shared router that it was trained on; it works with no other
 * @param linear heads over the text: {@link #FAST} and {@link #FULL}, then perhaps {@link #SMALL}
 *     and those whose names begin with {@link #GAIN}
 * @param inputs what it takes over from the shared router
 * @param inputWeights weight of each input, head by head
 * @param fast calibration of the fast form
 * @param full calibration of the full form
 * @param embedding name of the embedding model of the neighbours; empty without neighbours
 * @param neighbours the rated prompts; null if the head was trained without embeddings
 * @param rated what the fast form expected of labels that it had not seen, and what came; null
 *     without targets of further tiers or experts, and for heads of older formats
 */
public record TenantHead(
    String shared,
    LinearHeads linear,
    SharedInputs inputs,
    float[] inputWeights,
    GainCalibration fast,
    GainCalibration full,
    String embedding,
    @Nullable Neighbours neighbours,
    @Nullable RatedGains rated) {
  /** Head of the fast form. */
  public static final int FAST = 0;

  /** Head of the full form. */
  public static final int FULL = 1;

  /** Name of the head of small's score; a head of the first format has none. */
  public static final String SMALL = "score:small";

  /** Prefix of the heads of a tier's or an expert's gain over small. */
  public static final String GAIN = "gain:";

  public TenantHead {
    int expected = linear.names().size() * inputs.means().length;
    if (linear.names().size() <= FULL || inputWeights.length != expected) {
      throw new MalformedModelException(
          "tenant head: %d heads, %d weights (expected: at least 2 heads, %d weights)"
              .formatted(linear.names().size(), inputWeights.length, expected));
    }
  }

  /**
   * Value of each linear head, in their order.
   *
   * @param sharedInputs standardised
   */
  public double[] values(PromptFeatures features, double[] sharedInputs) {
    int heads = linear.names().size();
    float[] out = new float[heads];
    linear.evaluate(features, out);
    double[] values = new double[heads];
    for (int head = 0; head < heads; head++) {
      values[head] = out[head];
      for (int i = 0; i < sharedInputs.length; i++) {
        values[head] += inputWeights[head * sharedInputs.length + i] * sharedInputs[i];
      }
    }
    return values;
  }

  /** Expected gain of large over small by the full form; only for heads with neighbours. */
  public double fullGain(double[] values, float[] vector) {
    if (neighbours == null) {
      throw new IllegalStateException("a head without neighbours has no full form");
    }
    return values[FULL] + neighbours.at(vector);
  }

  /**
   * Expected score by tier or expert: of small and large, and of those of which there were labels
   * enough. Linear estimates, which may pass 0..1. Empty for a head of the first format.
   *
   * @param values of the linear heads
   */
  public Map<String, Double> expectedScores(double[] values) {
    List<String> names = linear.names();
    int small = names.indexOf(SMALL);
    if (small < 0) {
      return Map.of();
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("small", values[small]);
    scores.put("large", values[small] + values[FAST]);
    for (int head = 0; head < names.size(); head++) {
      if (names.get(head).startsWith(GAIN)) {
        scores.put(names.get(head).substring(GAIN.length()), values[small] + values[head]);
      }
    }
    return scores;
  }
}
