package dev.signalbox.router.lab.validate;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.core.difficulty.opinion.OpinionScorer;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinion;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.DefaultRecipe;
import dev.signalbox.router.lab.fit.FeatureRows;
import dev.signalbox.router.lab.fit.Folds;
import dev.signalbox.router.lab.fit.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Trains the default recipe without some rows and judges those rows.
 *
 * @param prompts all rows of the public sets
 * @param meaning their embeddings; every rated row has one
 */
public record Validation(List<LabelledPrompt> prompts, Meaning meaning) {
  private static final int PARTS = 4;

  /** A router on a pair's data set: by the means of the tiers, and by the pair. */
  public List<SetResult> judged(Routers routers, Pair pair) {
    return List.of(
        judge(routers, pair.tiers(), pair.tiers().rows(prompts)),
        judge(routers, pair, pair.rows(prompts)));
  }

  /** A router that has not seen a data set. */
  public Routers withoutSet(String source) {
    return trained(
        IntStream.range(0, prompts.size())
            .filter(row -> !prompts.get(row).source().equals(source))
            .toArray());
  }

  /**
   * A router that has seen three quarters of all questions, on the last one, each set by itself.
   */
  public List<SetResult> quarter() {
    int[] all = IntStream.range(0, prompts.size()).toArray();
    Routers routers = trained(Folds.part(prompts, all, PARTS, 0, false));
    List<SetResult> results = new ArrayList<>();
    for (Pair pair : Pair.MODELS) {
      int[] rows = Folds.part(prompts, pair.tiers().rows(prompts), PARTS, 0, true);
      results.add(judge(routers, pair.tiers(), rows));
    }
    return results;
  }

  private Routers trained(int[] use) {
    DefaultRecipe.Trained trained =
        DefaultRecipe.train(prompts, FeatureRows.of(prompts, use), use, meaning);
    TrainedScorer fast = TrainedScorer.load(RouterModelFile.write(trained.router()));
    SecondOpinion opinion = Objects.requireNonNull(trained.opinion(), "trained with embeddings");
    return new Routers(fast, new OpinionScorer(fast, opinion));
  }

  private SetResult judge(Routers routers, Pair pair, int[] rows) {
    Judged judged =
        Judged.of(
            rows,
            row -> routers.fast().assess(prompts.get(row).prompt()),
            row -> routers.full().assess(prompts.get(row).prompt(), meaning.vectors().get(row)),
            row -> prompts.get(row).prompt().totalChars());
    return SetResult.of(
        pair.toString(),
        judged,
        Pair.scores(prompts, rows, pair.small()),
        Pair.scores(prompts, rows, pair.large()),
        pair.good(prompts, rows));
  }

  /**
   * A router in both forms.
   *
   * @param fast the fast path
   * @param full the same with its second opinion
   */
  public record Routers(TrainedScorer fast, OpinionScorer full) {}
}
