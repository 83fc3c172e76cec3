package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.LinearHeads;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's own estimate of E[large - small], learned from its labels on top of the shared router.
 * It has two forms: the fast one reads the text and the shared router's heads; the full one adds
 * the tenant's rated neighbours by sentence embedding.
 *
 * @param shared version of the shared router that it was trained on; it works with no other
 * @param linear two heads over the text, {@link #FAST} and {@link #FULL}
 * @param inputs what it takes over from the shared router
 * @param inputWeights weight of each input, first for fast, then for full
 * @param fast calibration of the fast form
 * @param full calibration of the full form
 * @param embedding name of the embedding model of the neighbours; empty without neighbours
 * @param neighbours the rated prompts; null if the head was trained without embeddings
 */
public record TenantHead(
    String shared,
    LinearHeads linear,
    SharedInputs inputs,
    float[] inputWeights,
    GainCalibration fast,
    GainCalibration full,
    String embedding,
    @Nullable Neighbours neighbours) {
  /** Head of the fast form. */
  public static final int FAST = 0;

  /** Head of the full form. */
  public static final int FULL = 1;

  /** Expected gain by the fast form. {@code sharedInputs} are standardised. */
  public double fastGain(PromptFeatures features, double[] sharedInputs) {
    return linear(features, sharedInputs, FAST);
  }

  /** Expected gain by the full form; only for heads with neighbours. */
  public double fullGain(PromptFeatures features, double[] sharedInputs, float[] vector) {
    if (neighbours == null) {
      throw new IllegalStateException("a head without neighbours has no full form");
    }
    return linear(features, sharedInputs, FULL) + neighbours.at(vector);
  }

  private double linear(PromptFeatures features, double[] sharedInputs, int form) {
    float[] out = new float[2];
    linear.evaluate(features, out);
    double gain = out[form];
    for (int i = 0; i < sharedInputs.length; i++) {
      gain += inputWeights[form * sharedInputs.length + i] * sharedInputs[i];
    }
    return gain;
  }
}
