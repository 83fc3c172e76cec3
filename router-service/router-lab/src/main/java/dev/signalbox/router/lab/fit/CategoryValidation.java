package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How well categories are told, by cross-validation: all classes compete, sub-classes count as
 * their category. The likeliest class alone decides here, while the router adds up the classes of a
 * category and lets nothing without a word of code be code.
 *
 * @param accuracy share of right answers on the nine categories of MMLU-Pro's file, with options
 * @param accuracyBare the same without options
 * @param accuracyAll share of right answers on all classes
 * @param recall by category, share of its prompts that were told
 */
public record CategoryValidation(
    double accuracy, double accuracyBare, double accuracyAll, Map<String, Double> recall) {

  /** Cross-validates on all prompts that have a class. */
  public static CategoryValidation run(List<LabelledPrompt> prompts, int folds) {
    Targets targets = new Targets(prompts);
    int[] rows = IntStream.range(0, prompts.size()).toArray();
    Map<String, int[]> hits = new TreeMap<>();
    int[] exam = new int[2];
    int[] bare = new int[2];
    for (int fold = 0; fold < folds; fold++) {
      int[] use = Folds.part(prompts, rows, folds, fold, false);
      FeatureRows x = FeatureRows.of(prompts, use);
      Map<String, Fit> fits = DefaultRecipe.categoryFits(x, targets, classed(targets, use));
      for (int row : classed(targets, Folds.part(prompts, rows, folds, fold, true))) {
        String truth = category(String.valueOf(PromptClass.of(prompts.get(row))));
        int right = truth.equals(category(likeliest(fits, x, row))) ? 1 : 0;
        count(hits.computeIfAbsent(truth, name -> new int[2]), right);
        if (prompts.get(row).source().equals("mmlu-pro")) {
          count(isBare(prompts.get(row)) ? bare : exam, right);
        }
      }
    }
    Map<String, Double> recall = new LinkedHashMap<>();
    int[] all = new int[2];
    hits.forEach((name, own) -> {
      recall.put(name, (double) own[0] / own[1]);
      all[0] += own[0];
      all[1] += own[1];
    });
    return new CategoryValidation(
        (double) exam[0] / exam[1], (double) bare[0] / bare[1], (double) all[0] / all[1], recall);
  }

  private static int[] classed(Targets targets, int[] rows) {
    return IntStream.of(rows).filter(targets::isClassed).toArray();
  }

  private static boolean isBare(LabelledPrompt prompt) {
    return !prompt.prompt().lastUser().contains("\nA. ");
  }

  private static void count(int[] hits, int right) {
    hits[0] += right;
    hits[1]++;
  }

  private static String likeliest(Map<String, Fit> fits, FeatureRows x, int row) {
    String best = "";
    double most = Double.NEGATIVE_INFINITY;
    for (var fit : fits.entrySet()) {
      double value = fit.getValue().at(x, row);
      if (value > most) {
        most = value;
        best = fit.getKey().substring(RouterModel.CATEGORY.length());
      }
    }
    return best;
  }

  private static String category(String name) {
    int end = name.indexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }
}
