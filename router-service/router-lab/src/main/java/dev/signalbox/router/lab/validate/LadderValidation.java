package dev.signalbox.router.lab.validate;

import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.features.JudgedText;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.core.difficulty.tenant.TenantScorer;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.DefaultRecipe;
import dev.signalbox.router.lab.fit.FeatureRows;
import dev.signalbox.router.lab.fit.TextFolds;
import dev.signalbox.router.lab.ladder.BlindMix;
import dev.signalbox.router.lab.ladder.LadderOutcomes;
import dev.signalbox.router.lab.ladder.LadderRule;
import dev.signalbox.router.lab.ladder.Oracle;
import dev.signalbox.router.lab.ladder.Rungs;
import dev.signalbox.router.lab.tenant.TenantFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What own targets are worth on ladders of three: heads on 1,500 labels of a public set that the
 * shared router has not seen, judged on a third of the set that they have not seen either, three
 * times, so that every prompt is judged once. Rules are compared at equal mean cost.
 */
public final class LadderValidation {
  private static final int FOLDS = 3;
  private static final int LABELS = 1500;
  private static final long SEED = 103;
  private static final List<String> NAMES = List.of("small", "mid", "large");
  private static final List<Double> MID_COSTS = List.of(0.5, 0.2);

  private final List<LabelledPrompt> prompts;
  private final Map<String, TrainedScorer> routers = new HashMap<>();

  private LadderValidation(List<LabelledPrompt> prompts) {
    this.prompts = prompts;
  }

  /**
   * Validates on the public sets.
   *
   * @param prompts the rows of all sets
   * @param progress is told what is being done
   * @param out gets a Markdown table, a line at a time
   */
  public static void run(
      List<LabelledPrompt> prompts, Consumer<String> progress, Consumer<String> out) {
    LadderValidation validation = new LadderValidation(prompts);
    out.accept("Mean score at equal mean cost, " + LABELS + " labels, " + FOLDS + " folds:\n");
    out.accept(LadderTable.header());
    List<String> floors = new ArrayList<>();
    for (LadderSet set : LadderSet.PUBLIC) {
      progress.accept("ladder " + set.name() + " on " + set.source());
      List<Fold> folds = validation.folds(set);
      for (double mid : MID_COSTS) {
        LadderTable.of(set.name(), mid, folds.stream().map(fold -> fold.rules(mid)).toList())
            .lines()
            .forEach(out);
        floors.addAll(
            FloorTable.of(set.name(), mid, folds.stream().map(fold -> fold.floor(mid)).toList())
                .lines());
      }
    }
    out.accept("\nPart of the last rung's gain that is kept where a part is promised:\n");
    out.accept(FloorTable.header());
    floors.forEach(out);
  }

  private List<Fold> folds(LadderSet set) {
    TrainedScorer router = routers.computeIfAbsent(set.source(), this::without);
    List<LabelledPrompt> labels = set.labels(prompts);
    List<String> texts = labels.stream().map(label -> JudgedText.of(label.prompt())).toList();
    TextFolds split = TextFolds.of(texts, IntStream.range(0, labels.size()).toArray(), FOLDS, SEED);
    List<Fold> folds = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<LabelledPrompt> taught =
          IntStream.of(split.part(fold, false)).limit(LABELS).mapToObj(labels::get).toList();
      List<LabelledPrompt> tested =
          IntStream.of(split.part(fold, true)).mapToObj(labels::get).toList();
      TenantFit fit = TenantFit.of(taught, List.of("mid"), router, null, null);
      TenantScorer head = new TenantScorer(router, fit.head(), "validation-1");
      List<Assessment> judged =
          tested.stream().map(label -> head.assess(label.prompt(), null)).toList();
      folds.add(new Fold(taught, tested, judged, head));
    }
    return folds;
  }

  private TrainedScorer without(String source) {
    int[] use =
        IntStream.range(0, prompts.size())
            .filter(row -> !prompts.get(row).source().equals(source))
            .toArray();
    return TrainedScorer.load(
        RouterModelFile.write(
            DefaultRecipe.train(prompts, FeatureRows.of(prompts, use), use, null).router()));
  }

  /**
   * A head and what it says of prompts that it was not taught.
   *
   * @param taught its labels
   * @param tested other prompts
   * @param judged what it says of them
   * @param head the head
   */
  private record Fold(
      List<LabelledPrompt> taught,
      List<LabelledPrompt> tested,
      List<Assessment> judged,
      TenantScorer head) {

    private static Rungs rungs(double mid) {
      return new Rungs(NAMES, new double[] {0, mid, 1});
    }

    private LadderRule own(LadderOutcomes outcomes) {
      return Objects.requireNonNull(
          LadderRule.byOwnGains(outcomes, judged, head.calibration().scale()),
          "a head that was taught all three knows them");
    }

    /** What floors keep on a ladder whose middle rung costs a part of the step. */
    FloorTable.Rules floor(double mid) {
      LadderOutcomes outcomes = LadderOutcomes.of(tested, rungs(mid));
      return FloorTable.Rules.of(
          head.calibration(), own(outcomes), LadderRule.firstOrLast(outcomes, judged));
    }

    /** The rules on a ladder whose middle rung costs a part of the step. */
    LadderTable.Rules rules(double mid) {
      LadderOutcomes outcomes = LadderOutcomes.of(tested, rungs(mid));
      BlindMix blind = BlindMix.learnt(LadderOutcomes.of(taught, rungs(mid)));
      LadderRule own = own(outcomes);
      LadderRule steps = LadderRule.byDifficulty(outcomes, judged);
      LadderRule ends = LadderRule.firstOrLast(outcomes, judged);
      return new LadderTable.Rules(
          own::scoresAtCost,
          steps::scoresAtCost,
          ends::scoresAtCost,
          cost -> blind.scores(outcomes, cost),
          cost -> Oracle.atCost(outcomes, cost).scores());
    }
  }
}
