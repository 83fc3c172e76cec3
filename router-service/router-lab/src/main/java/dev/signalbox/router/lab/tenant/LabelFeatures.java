package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.tenant.SharedInputs;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.FeatureRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a tenant's head sees of its labels.
 *
 * @param text n-grams and surface features
 * @param shared how the shared router's values are standardised
 * @param inputs those values, standardised, by label
 */
record LabelFeatures(FeatureRows text, SharedInputs shared, double[][] inputs) {

  static LabelFeatures of(List<LabelledPrompt> labels, TrainedScorer router) {
    PromptFeatures features = new PromptFeatures();
    Judgement judgement = router.model().judgement();
    List<double[]> inputs = new ArrayList<>();
    for (LabelledPrompt label : labels) {
      features.read(label.prompt());
      router.model().judge(features, judgement);
      inputs.add(SharedInputs.values(router.model(), judgement));
    }
    int count = inputs.getFirst().length;
    float[] means = new float[count];
    float[] deviations = new float[count];
    for (int i = 0; i < count; i++) {
      int column = i;
      double mean = inputs.stream().mapToDouble(v -> v[column]).average().orElse(0);
      double square =
          inputs.stream()
              .mapToDouble(v -> (v[column] - mean) * (v[column] - mean))
              .average()
              .orElse(0);
      means[i] = (float) mean;
      deviations[i] = (float) Math.max(1e-6, Math.sqrt(square));
    }
    SharedInputs shared = new SharedInputs(SharedInputs.names(router.model()), means, deviations);
    double[][] standardised = inputs.stream().map(shared::standardise).toArray(double[][]::new);
    return new LabelFeatures(FeatureRows.of(labels), shared, standardised);
  }
}
