package dev.signalbox.router.lab.fit;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.signalbox.router.core.difficulty.features.HashedNgrams;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import dev.signalbox.router.core.difficulty.model.LinearHeads;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The features of many prompts exactly as {@link LinearHeads} sees them: n-grams at length 1, then
 * standardised surface features. Inverse document frequencies and the standardisation come from the
 * prompts that are learned from; those that are not are seen as a router sees what is new to it.
 */
public final class FeatureRows {
  /** Number of columns: buckets, then surface features. */
  public static final int COLUMNS = HashedNgrams.BUCKETS + SurfaceFeature.COUNT;

  private final byte[] idf;
  private final float[] means;
  private final float[] deviations;
  private final Feature[][] rows;

  private FeatureRows(byte[] idf, float[] means, float[] deviations, Feature[][] rows) {
    this.idf = idf;
    this.means = means;
    this.deviations = deviations;
    this.rows = rows;
  }

  /** Features of prompts, all of which are learned from. */
  public static FeatureRows of(List<LabelledPrompt> prompts) {
    return of(prompts, IntStream.range(0, prompts.size()).toArray());
  }

  /**
   * Features of prompts.
   *
   * @param use numbers of those that are learned from
   */
  public static FeatureRows of(List<LabelledPrompt> prompts, int[] use) {
    PromptFeatures features = new PromptFeatures();
    int[][] buckets = new int[prompts.size()][];
    int[][] counts = new int[prompts.size()][];
    double[][] surface = new double[prompts.size()][SurfaceFeature.COUNT];
    for (int r = 0; r < prompts.size(); r++) {
      features.read(prompts.get(r).prompt());
      HashedNgrams ngrams = features.ngrams();
      buckets[r] = new int[ngrams.size()];
      counts[r] = new int[ngrams.size()];
      for (int i = 0; i < ngrams.size(); i++) {
        buckets[r][i] = ngrams.bucket(i);
        counts[r][i] = ngrams.count(i);
      }
      for (int i = 0; i < SurfaceFeature.COUNT; i++) {
        surface[r][i] = features.surface(i);
      }
    }
    byte[] idf = idf(buckets, use);
    float[] means = new float[SurfaceFeature.COUNT];
    float[] deviations = new float[SurfaceFeature.COUNT];
    standardise(surface, use, means, deviations);
    FeatureRows all = new FeatureRows(idf, means, deviations, new Feature[prompts.size()][]);
    for (int r = 0; r < prompts.size(); r++) {
      all.rows[r] = all.row(buckets[r], counts[r], surface[r]);
    }
    return all;
  }

  private static byte[] idf(int[][] buckets, int[] use) {
    int[] frequency = new int[HashedNgrams.BUCKETS];
    for (int r : use) {
      for (int bucket : buckets[r]) {
        frequency[bucket]++;
      }
    }
    byte[] idf = new byte[frequency.length];
    for (int b = 0; b < idf.length; b++) {
      double value = StrictMath.log((1.0 + use.length) / (1.0 + frequency[b])) + 1;
      idf[b] = (byte) Math.min(255, Math.round(value / LinearHeads.IDF_UNIT));
    }
    return idf;
  }

  private static void standardise(
      double[][] surface, int[] use, float[] means, float[] deviations) {
    for (int i = 0; i < means.length; i++) {
      int column = i;
      double mean = IntStream.of(use).mapToDouble(row -> surface[row][column]).average().orElse(0);
      double square =
          IntStream.of(use)
              .mapToDouble(row -> (surface[row][column] - mean) * (surface[row][column] - mean))
              .average()
              .orElse(0);
      means[i] = (float) mean;
      deviations[i] = (float) Math.max(1e-3, Math.sqrt(square));
    }
  }

  private Feature[] row(int[] buckets, int[] counts, double[] surface) {
    double norm = 0;
    double[] values = new double[buckets.length];
    for (int i = 0; i < buckets.length; i++) {
      values[i] = Math.sqrt(counts[i]) * ((idf[buckets[i]] & 0xff) * LinearHeads.IDF_UNIT);
      norm += values[i] * values[i];
    }
    double scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
    Feature[] row = new Feature[buckets.length + surface.length];
    for (int i = 0; i < buckets.length; i++) {
      row[i] = new FeatureNode(buckets[i] + 1, values[i] * scale);
    }
    for (int i = 0; i < surface.length; i++) {
      double z = Math.clamp((surface[i] - means[i]) / deviations[i], -4, 4);
      row[buckets.length + i] =
          new FeatureNode(HashedNgrams.BUCKETS + i + 1, z * LinearHeads.SURFACE_WEIGHT);
    }
    Arrays.sort(row, (a, b) -> Integer.compare(a.getIndex(), b.getIndex()));
    return row;
  }

  /** Number of prompts. */
  public int size() {
    return rows.length;
  }

  Feature[] row(int index) {
    return rows[index];
  }

  /** A standardised surface feature of a prompt. */
  public double surface(int row, SurfaceFeature feature) {
    Feature[] features = rows[row];
    int at = features.length - SurfaceFeature.COUNT + feature.ordinal();
    return features[at].getValue() / LinearHeads.SURFACE_WEIGHT;
  }

  /** Inner product of two rows. */
  public double product(int one, int other) {
    Feature[] a = rows[one];
    Feature[] b = rows[other];
    double sum = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      int difference = a[i].getIndex() - b[j].getIndex();
      if (difference == 0) {
        sum += a[i++].getValue() * b[j++].getValue();
      } else if (difference < 0) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }

  /** The linear function whose weights are the rows' sum, each row times its coefficient. */
  public Fit combine(double[] coefficients, double bias) {
    double[] weights = new double[COLUMNS];
    for (int r = 0; r < rows.length; r++) {
      for (Feature feature : rows[r]) {
        weights[feature.getIndex() - 1] += coefficients[r] * feature.getValue();
      }
    }
    return new Fit(weights, bias);
  }

  byte idf(int bucket) {
    return idf[bucket];
  }

  float[] means() {
    return means.clone();
  }

  float[] deviations() {
    return deviations.clone();
  }
}
