package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.WrittenPrompts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well categories are told, by cross-validation: a router of the default recipe is trained
 * without each fold and asked for the category of its prompts by the code that serves. Beside it
 * stands the likeliest class alone, which is what the router's rule starts from: the router adds up
 * the classes of a category, lets nothing without a word of code be code, and says other where it
 * is not sure.
 *
 * @param told what was said of each prompt that was held out
 */
public record CategoryValidation(List<Told> told) {

  public CategoryValidation {
    told = List.copyOf(told);
  }

  /**
   * What was said of a prompt.
   *
   * @param truth its category
   * @param group what it counts under besides
   * @param category as the router tells it
   * @param likeliest category of its likeliest class
   */
  public record Told(String truth, Group group, String category, String likeliest) {}

  /** Where a prompt is from. */
  public enum Group {
    /** MMLU-Pro's file, with options. */
    EXAM,
    /** The same file, without options. */
    BARE,
    /** The prompts of this project. */
    WRITTEN,
    /** Another file. */
    ELSEWHERE
  }

  /** Cross-validates on all prompts that have a class. */
  public static CategoryValidation run(List<LabelledPrompt> prompts, int folds) {
    Targets targets = new Targets(prompts);
    int[] rows = IntStream.range(0, prompts.size()).toArray();
    List<Told> told = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int[] use = Folds.part(prompts, rows, folds, fold, false);
      RouterModel model =
          DefaultRecipe.train(prompts, FeatureRows.of(prompts, use), use, null).router();
      TrainedScorer router = TrainedScorer.load(RouterModelFile.write(model));
      int[] held = Folds.part(prompts, rows, folds, fold, true);
      for (int row : IntStream.of(classed(targets, held)).filter(targets::isMeasure).toArray()) {
        told.add(told(router, prompts.get(row)));
      }
    }
    return new CategoryValidation(told);
  }

  private static int[] classed(Targets targets, int[] rows) {
    return IntStream.of(rows).filter(targets::isClassed).toArray();
  }

  private static Told told(TrainedScorer router, LabelledPrompt prompt) {
    return new Told(
        category(String.valueOf(PromptClass.of(prompt))),
        group(prompt),
        router.assess(prompt.prompt()).category(),
        likeliest(router.model(), prompt));
  }

  private static Group group(LabelledPrompt prompt) {
    if (prompt.source().equals(WrittenPrompts.SET)) {
      return Group.WRITTEN;
    }
    if (!prompt.source().equals("mmlu-pro")) {
      return Group.ELSEWHERE;
    }
    return prompt.prompt().lastUser().contains("\nA. ") ? Group.EXAM : Group.BARE;
  }

  private static String likeliest(RouterModel model, LabelledPrompt prompt) {
    PromptFeatures features = new PromptFeatures();
    Judgement judgement = model.judgement();
    features.read(prompt.prompt());
    model.judge(features, judgement);
    int best = 0;
    for (int i = 1; i < model.categories().size(); i++) {
      best = judgement.head(i) > judgement.head(best) ? i : best;
    }
    return model.category(best);
  }

  private static String category(String name) {
    int end = name.indexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }
}
