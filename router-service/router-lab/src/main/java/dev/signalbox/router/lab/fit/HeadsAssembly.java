package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.features.HashedNgrams;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import dev.signalbox.router.core.difficulty.model.LinearHeads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Packs fitted functions into heads: one byte a weight. */
public final class HeadsAssembly {
  private HeadsAssembly() {}

  /** Heads in the order of the map. */
  public static LinearHeads of(FeatureRows x, Map<String, Fit> fits) {
    List<Fit> functions = new ArrayList<>(fits.values());
    int heads = functions.size();
    int stride = LinearHeads.stride(heads);
    byte[] rows = new byte[HashedNgrams.BUCKETS * stride];
    float[] scales = new float[heads];
    float[] surface = new float[heads * SurfaceFeature.COUNT];
    float[] biases = new float[heads];
    for (int b = 0; b < HashedNgrams.BUCKETS; b++) {
      rows[b * stride] = x.idf(b);
    }
    for (int h = 0; h < heads; h++) {
      Fit fit = functions.get(h);
      scales[h] = unit(fit.weights());
      biases[h] = (float) fit.bias();
      for (int b = 0; b < HashedNgrams.BUCKETS; b++) {
        rows[b * stride + 1 + h] = (byte) Math.round(fit.weights()[b] / scales[h]);
      }
      for (int i = 0; i < SurfaceFeature.COUNT; i++) {
        surface[i * heads + h] = (float) fit.weights()[HashedNgrams.BUCKETS + i];
      }
    }
    return new LinearHeads(
        List.copyOf(fits.keySet()), rows, scales, x.means(), x.deviations(), surface, biases);
  }

  private static float unit(double[] weights) {
    double largest = 1e-9;
    for (int b = 0; b < HashedNgrams.BUCKETS; b++) {
      largest = Math.max(largest, Math.abs(weights[b]));
    }
    return (float) (largest / 127);
  }
}
