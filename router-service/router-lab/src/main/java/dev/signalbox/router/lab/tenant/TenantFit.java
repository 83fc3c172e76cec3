package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.features.JudgedText;
import dev.signalbox.router.core.difficulty.tenant.Neighbours;
import dev.signalbox.router.core.difficulty.tenant.TenantHead;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Fit;
import dev.signalbox.router.lab.fit.HeadsAssembly;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a tenant's head to the expected gain itself, E[large - small], which ranks better than the
 * chance that small is wrong or that large beats it. Each further tier or expert has a target of
 * its own, its gain over small, over the same features: where all were rated on the same prompts
 * and equally strong ridges fit, the difference of two such estimates is the estimate of the
 * difference.
 *
 * @param head the head
 * @param outOfFold each label's expected gain of large by the form that will be used, fitted
 *     without its text; 0 for labels that do not tell of it
 */
public record TenantFit(TenantHead head, double[] outOfFold) {
  /**
   * Fits to labels.
   *
   * @param labels those that rate small and large, and perhaps others that rate small and a further
   *     name
   * @param further names of the further targets
   * @param vectors embeddings of the labels; null for a head without neighbours
   */
  public static TenantFit of(
      List<LabelledPrompt> labels,
      List<String> further,
      TrainedScorer router,
      @Nullable String embedding,
      @Nullable List<float[]> vectors) {
    QuantisedVectors quantised =
        vectors == null || embedding == null ? null : QuantisedVectors.of(embedding, vectors);
    LabelFeatures features = LabelFeatures.of(labels, router);
    int[] rated = rowsOf(labels, "large");
    double[] gain = gain(labels, "large");
    float[][] likeness = Kernel.fast(features);
    List<String> texts = labels.stream().map(label -> JudgedText.of(label.prompt())).toList();
    double[] small = labels.stream().mapToDouble(label -> label.score("small")).toArray();
    List<KernelRidge> both = KernelRidge.fit(likeness, texts, rated, List.of(gain, small));
    KernelRidge fast = both.getFirst();
    KernelRidge full =
        quantised == null
            ? fast
            : KernelRidge.fit(Kernel.full(likeness, quantised), texts, rated, List.of(gain))
                .getFirst();
    Map<String, KernelRidge> ridges = new LinkedHashMap<>();
    ridges.put("fast", fast);
    ridges.put("full", full);
    ridges.put(TenantHead.SMALL, both.getLast());
    ridges.putAll(ownGains(labels, further, likeness, texts));
    Map<String, Fit> fits = new LinkedHashMap<>();
    ridges.forEach((name, ridge) -> fits.put(name, primal(features, ridge)));
    TenantHead head =
        new TenantHead(
            router.version(),
            HeadsAssembly.of(features.text(), fits),
            features.shared(),
            inputWeights(features, List.copyOf(ridges.values())),
            CalibrationFit.of(fast, labels, rated),
            CalibrationFit.of(full, labels, rated),
            quantised == null ? "" : quantised.name(),
            quantised == null ? null : neighbours(quantised, full),
            RatedLabels.gains(labels, further, ridges));
    return new TenantFit(head, full.outOfFold());
  }

  /** Those that are rated on the same labels are fitted together. */
  private static Map<String, KernelRidge> ownGains(
      List<LabelledPrompt> labels, List<String> further, float[][] likeness, List<String> texts) {
    Map<List<Integer>, List<String>> together = new LinkedHashMap<>();
    for (String name : further) {
      List<Integer> rows = IntStream.of(rowsOf(labels, name)).boxed().toList();
      together.computeIfAbsent(rows, absent -> new ArrayList<>()).add(name);
    }
    Map<String, KernelRidge> ridges = new LinkedHashMap<>();
    together.forEach((rows, names) -> {
      List<double[]> gains = names.stream().map(name -> gain(labels, name)).toList();
      int[] used = rows.stream().mapToInt(Integer::intValue).toArray();
      List<KernelRidge> fitted = KernelRidge.fit(likeness, texts, used, gains);
      for (int i = 0; i < names.size(); i++) {
        ridges.put(TenantHead.GAIN + names.get(i), fitted.get(i));
      }
    });
    return ridges;
  }

  private static int[] rowsOf(List<LabelledPrompt> labels, String name) {
    return IntStream.range(0, labels.size())
        .filter(row -> labels.get(row).scores().containsKey(name))
        .toArray();
  }

  private static double[] gain(List<LabelledPrompt> labels, String name) {
    return labels.stream().mapToDouble(l -> l.score(name) - l.score("small")).toArray();
  }

  private static Fit primal(LabelFeatures features, KernelRidge ridge) {
    double constant = Arrays.stream(ridge.coefficients()).sum();
    return features.text().combine(ridge.coefficients(), ridge.mean() + constant);
  }

  private static float[] inputWeights(LabelFeatures features, List<KernelRidge> heads) {
    int inputs = features.inputs()[0].length;
    float[] weights = new float[heads.size() * inputs];
    for (int head = 0; head < heads.size(); head++) {
      for (int i = 0; i < inputs; i++) {
        double sum = 0;
        for (int row = 0; row < features.inputs().length; row++) {
          sum += heads.get(head).coefficients()[row] * features.inputs()[row][i];
        }
        weights[head * inputs + i] = (float) (sum * Kernel.INPUT_WEIGHT * Kernel.INPUT_WEIGHT);
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
}
