package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.tenant.GainCalibration;
import dev.signalbox.router.core.difficulty.tenant.Neighbours;
import dev.signalbox.router.core.difficulty.tenant.TenantHead;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Fit;
import dev.signalbox.router.lab.fit.HeadsAssembly;
import dev.signalbox.router.lab.fit.LogisticFit;
import dev.signalbox.router.lab.fit.Quantiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fits a tenant's head to the expected gain itself, E[large - small], which ranks better than the
 * chance that small is wrong or that large beats it.
 *
 * @param head the head
 * @param outOfFold each label's difficulty by the form that will be used, fitted without it
 */
public record TenantFit(TenantHead head, double[] outOfFold) {

  /**
   * Fits to labels.
   *
   * @param vectors embeddings of the labels; null for a head without neighbours
   */
  public static TenantFit of(
      List<LabelledPrompt> labels,
      TrainedScorer router,
      @Nullable String embedding,
      @Nullable List<float[]> vectors) {
    QuantisedVectors quantised =
        vectors == null || embedding == null ? null : QuantisedVectors.of(embedding, vectors);
    LabelFeatures features = LabelFeatures.of(labels, router);
    double[] gain = labels.stream().mapToDouble(l -> l.score("large") - l.score("small")).toArray();
    float[][] likeness = Kernel.fast(features);
    KernelRidge fast = KernelRidge.fit(likeness, gain);
    KernelRidge full =
        quantised == null ? fast : KernelRidge.fit(Kernel.full(likeness, quantised), gain);
    Map<String, Fit> fits = new LinkedHashMap<>();
    fits.put("fast", primal(features, fast));
    fits.put("full", primal(features, full));
    TenantHead head =
        new TenantHead(
            router.version(),
            HeadsAssembly.of(features.text(), fits),
            features.shared(),
            inputWeights(features, fast, full),
            calibration(fast, labels),
            calibration(full, labels),
            quantised == null ? "" : quantised.name(),
            quantised == null ? null : neighbours(quantised, full));
    return new TenantFit(head, full.outOfFold());
  }

  private static Fit primal(LabelFeatures features, KernelRidge ridge) {
    double constant = Arrays.stream(ridge.coefficients()).sum();
    return features.text().combine(ridge.coefficients(), ridge.mean() + constant);
  }

  private static float[] inputWeights(LabelFeatures features, KernelRidge... forms) {
    int inputs = features.inputs()[0].length;
    float[] weights = new float[forms.length * inputs];
    for (int form = 0; form < forms.length; form++) {
      for (int i = 0; i < inputs; i++) {
        double sum = 0;
        for (int row = 0; row < features.inputs().length; row++) {
          sum += forms[form].coefficients()[row] * features.inputs()[row][i];
        }
        weights[form * inputs + i] = (float) (sum * Kernel.INPUT_WEIGHT * Kernel.INPUT_WEIGHT);
      }
    }
    return weights;
  }

  private static Neighbours neighbours(QuantisedVectors vectors, KernelRidge ridge) {
    float[] pull = new float[ridge.coefficients().length];
    for (int i = 0; i < pull.length; i++) {
      pull[i] = (float) (Kernel.NEIGHBOURS * ridge.coefficients()[i]);
    }
    return new Neighbours(vectors.bytes(), vectors.dimension(), vectors.unit(), pull, Kernel.GAMMA);
  }

  private static GainCalibration calibration(KernelRidge ridge, List<LabelledPrompt> labels) {
    double[] gains = ridge.outOfFold();
    double[] good = labels.stream().mapToDouble(LabelledPrompt::goodEnough).toArray();
    LogisticFit logistic = LogisticFit.of(gains, good);
    double[] sorted = gains.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double quartiles = sorted[n * 3 / 4] - sorted[n / 4];
    return new GainCalibration(
        sorted[n / 2],
        Math.max(1e-6, quartiles / (2 * StrictMath.log(3))),
        logistic.bias(),
        logistic.slope(),
        Quantiles.of(gains));
  }
}
