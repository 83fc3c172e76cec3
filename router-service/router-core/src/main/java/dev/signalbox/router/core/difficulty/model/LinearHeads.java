package dev.signalbox.router.core.difficulty.model;

import dev.signalbox.router.core.difficulty.features.HashedNgrams;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import java.util.List;

/**
 * Several linear models over the same features, evaluated in one sweep over the text's n-grams.
 *
 * <p>The n-grams weigh sqrt(count) x idf, scaled to length 1; the surface features are
 * standardised, cut to {@value #CLIP} deviations and weigh {@value #SURFACE_WEIGHT}. A bucket's row
 * holds first its idf, then one weight a head, one byte each, so that a bucket costs one cache
 * line.
 *
 * @param names one name a head
 * @param rows {@link HashedNgrams#BUCKETS} rows of {@link #stride} bytes; idf in units of {@link
 *     #IDF_UNIT}
 * @param scales a head's unit of weight
 * @param surfaceMeans mean of each surface feature over the training prompts
 * @param surfaceDeviations their standard deviations, above 0
 * @param surfaceWeights features x heads, by feature
 * @param biases one a head
 */
public record LinearHeads(
    List<String> names,
    byte[] rows,
    float[] scales,
    float[] surfaceMeans,
    float[] surfaceDeviations,
    float[] surfaceWeights,
    float[] biases) {
  /** Unit in which a row keeps its idf. */
  public static final float IDF_UNIT = 0.1f;

  /** Weight of a standardised surface feature beside the n-grams, whose vector has length 1. */
  public static final double SURFACE_WEIGHT = 0.1;

  private static final double CLIP = 4;
  private static final int BLOCK = 8;
  private static final float[] ROOTS = roots();

  public LinearHeads {
    names = List.copyOf(names);
    int heads = names.size();
    expect("rows", rows.length, HashedNgrams.BUCKETS * stride(heads));
    expect("scales", scales.length, heads);
    expect("surface means", surfaceMeans.length, SurfaceFeature.COUNT);
    expect("surface deviations", surfaceDeviations.length, SurfaceFeature.COUNT);
    expect("surface weights", surfaceWeights.length, heads * SurfaceFeature.COUNT);
    expect("biases", biases.length, heads);
  }

  private static void expect(String what, int actual, int expected) {
    if (actual != expected) {
      throw new MalformedModelException(
          what + ": " + actual + " values (expected: " + expected + ")");
    }
  }

  /** Place of a head. */
  public int index(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new MalformedModelException("no head " + name + " (there are: " + names + ")");
    }
    return index;
  }

  /** A surface feature as the heads see it, without {@link #SURFACE_WEIGHT}. */
  public double standardised(PromptFeatures features, int i) {
    double z = (features.surface(i) - surfaceMeans[i]) / surfaceDeviations[i];
    return Math.clamp(z, -CLIP, CLIP);
  }

  /** Evaluates all heads; {@code out} receives one value a head. */
  public void evaluate(PromptFeatures features, float[] out) {
    int heads = names.size();
    float norm = sum(features.ngrams(), out, heads);
    float scale = norm > 0 ? (float) (1 / Math.sqrt(norm)) : 0;
    for (int h = 0; h < heads; h++) {
      out[h] = out[h] * scale * scales[h] + biases[h];
    }
    for (int i = 0; i < SurfaceFeature.COUNT; i++) {
      float z = (float) (standardised(features, i) * SURFACE_WEIGHT);
      for (int h = 0; h < heads; h++) {
        out[h] += surfaceWeights[i * heads + h] * z;
      }
    }
  }

  /** Writes each head's plain sum over the text's buckets and gives the squared length. */
  private float sum(HashedNgrams ngrams, float[] out, int heads) {
    float norm = 0;
    int stride = stride(heads);
    for (int first = 0; first < heads; first += BLOCK) {
      norm = sumBlock(ngrams, out, heads, stride, first);
    }
    return norm;
  }

  /** Eight heads at a time: their sums stay in registers while the buckets pass by. */
  private float sumBlock(HashedNgrams ngrams, float[] out, int heads, int stride, int first) {
    float norm = 0;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int size = ngrams.size();
    for (int i = 0; i < size; i++) {
      int row = ngrams.bucket(i) * stride;
      float value = (rows[row] & 0xff) * ROOTS[ngrams.count(i)];
      norm += value * value;
      int at = row + 1 + first;
      a += value * rows[at];
      b += value * rows[at + 1];
      c += value * rows[at + 2];
      d += value * rows[at + 3];
      e += value * rows[at + 4];
      f += value * rows[at + 5];
      g += value * rows[at + 6];
      h += value * rows[at + 7];
    }
    float[] sums = {a, b, c, d, e, f, g, h};
    System.arraycopy(sums, 0, out, first, Math.min(BLOCK, heads - first));
    return norm;
  }

  /** Bytes of a bucket's row: its idf and the heads' weights, filled up to whole blocks. */
  public static int stride(int heads) {
    return 1 + (heads + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static float[] roots() {
    float[] roots = new float[HashedNgrams.MAX_COUNT + 1];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (float) (Math.sqrt(i) * IDF_UNIT);
    }
    return roots;
  }
}
