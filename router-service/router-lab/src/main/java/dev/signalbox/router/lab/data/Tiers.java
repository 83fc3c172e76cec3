package dev.signalbox.router.lab.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Which of a data set's models stand for small and which for large.
 *
 * @param small names of the small tier's models
 * @param large names of the large tier's models
 * @param unit what the data set's scores are multiplied with to be 0..1
 */
record Tiers(List<String> small, List<String> large, double unit) {

  /** Scores of all models and of the tiers' means; empty if a tier has none. */
  Map<String, Double> scores(JsonNode byModel) {
    double[] smalls = values(byModel, small);
    double[] larges = values(byModel, large);
    if (smalls.length == 0 || larges.length == 0) {
      return Map.of();
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    byModel
        .properties()
        .forEach(model -> {
          if (model.getValue().isNumber()) {
            scores.put(model.getKey(), model.getValue().doubleValue() * unit);
          }
        });
    scores.put("small", mean(smalls));
    scores.put("large", mean(larges));
    return scores;
  }

  /** Share of the pairs in which the small model's score was good enough; NaN without a pair. */
  double goodEnough(JsonNode byModel) {
    double[] smalls = values(byModel, small);
    double[] larges = values(byModel, large);
    double good = 0;
    for (double one : smalls) {
      for (double other : larges) {
        good += one >= other - LabelledPrompt.MARGIN ? 1 : 0;
      }
    }
    return good / (smalls.length * larges.length);
  }

  private double[] values(JsonNode byModel, List<String> models) {
    return models.stream()
        .map(byModel::get)
        .filter(score -> score != null && score.isNumber())
        .mapToDouble(score -> score.doubleValue() * unit)
        .toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
