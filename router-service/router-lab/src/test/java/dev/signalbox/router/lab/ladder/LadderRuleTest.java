package dev.signalbox.router.lab.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Four kinds of prompts by turns: small can all, mid can the second, large all but the last. */
class LadderRuleTest {
  private static final GainScale SCALE = new GainScale(0.5, 0.2);
  private static final List<String> NAMES = List.of("small", "mid", "large");
  private static final double[][] SCORES = {{1, 1, 1}, {0, 1, 1}, {0, 0, 1}, {0, 0, 0}};

  private final List<LabelledPrompt> labels =
      IntStream.range(0, 400).mapToObj(i -> label(SCORES[i % 4])).toList();
  private final LadderOutcomes outcomes = LadderOutcomes.of(labels, Rungs.evenly(NAMES));

  /** A scorer that expects what comes out. */
  private final List<Assessment> knowing =
      IntStream.range(0, 400).mapToObj(i -> judged(SCORES[i % 4])).toList();

  private static LabelledPrompt label(double[] scores) {
    return new LabelledPrompt(RoutingPrompt.of("p"), "s", "g", named(scores), 1, Double.NaN);
  }

  private static Map<String, Double> named(double[] scores) {
    return Map.of("small", scores[0], "mid", scores[1], "large", scores[2]);
  }

  private static Assessment judged(double[] scores) {
    double difficulty = SCALE.difficulty(scores[2] - scores[0]);
    return new Assessment(difficulty, 0.5, "other", 0, named(scores));
  }

  private LadderRule own() {
    return Objects.requireNonNull(LadderRule.byOwnGains(outcomes, knowing, SCALE));
  }

  @Test
  void ownTargetsThatAreRightChooseAsAnOracle() {
    Picks picks = own().at(SCALE.difficulty(0.9));
    assertThat(IntStream.of(picks.rungs()).limit(4)).containsExactly(0, 1, 2, 0);
    assertThat(picks.cost()).isCloseTo(0.375, within(1e-9));
    assertThat(picks.score().value()).isCloseTo(0.75, within(1e-9));
    assertThat(Oracle.atCost(outcomes, 0.375).scores()).isEqualTo(picks.scores());
  }

  @Test
  void evenStepsCannotTellThemApart() {
    LadderRule steps = LadderRule.byDifficulty(outcomes, knowing);
    Picks picks = steps.atCost(0.375);
    assertThat(picks.cost()).isLessThanOrEqualTo(0.375);
    assertThat(picks.score().value()).isLessThan(0.75);
  }

  @Test
  void costIsSpentWhereItBuysMost() {
    Picks picks = own().atCost(0.375);
    assertThat(picks.cost()).isCloseTo(0.375, within(1e-9));
    assertThat(picks.score().value()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void ruleThatIsTooDearTakesPartByChance() {
    LadderRule steps = LadderRule.byDifficulty(outcomes, knowing);
    double least = steps.atCost(0).cost();
    double[] half = steps.scoresAtCost(least / 2);
    assertThat(least).isPositive();
    for (int row = 0; row < half.length; row++) {
      assertThat(half[row])
          .isCloseTo((steps.atCost(0).scores()[row] + outcomes.scores()[row][0]) / 2, within(1e-9));
    }
  }

  @Test
  void ruleKeepsToItsCost() {
    for (double cost = 0.05; cost < 1; cost += 0.05) {
      assertThat(own().atCost(cost).cost()).isLessThanOrEqualTo(cost);
      assertThat(Oracle.atCost(outcomes, cost).cost()).isLessThanOrEqualTo(cost + 1e-9);
    }
  }

  @Test
  void oracleScoresMostForItsCost() {
    assertThat(Oracle.atCost(outcomes, 0).score().value()).isCloseTo(0.25, within(1e-9));
    assertThat(Oracle.atCost(outcomes, 0.125).score().value()).isCloseTo(0.5, within(1e-9));
    assertThat(Oracle.atCost(outcomes, 1).score().value()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void sameMixByChanceScoresTheMeans() {
    Picks picks = own().at(SCALE.difficulty(0.9));
    assertThat(picks.mix()).containsExactly(new double[] {0.5, 0.25, 0.25}, within(1e-9));
    assertThat(Picks.mean(picks.randomScores()).value())
        .isCloseTo(0.5 * 0.25 + 0.25 * 0.5 + 0.25 * 0.75, within(1e-9));
    assertThat(Picks.difference(picks.scores(), picks.randomScores()).low()).isPositive();
  }

  @Test
  void chanceMixesTheTwoRungsThatPromiseMost() {
    double[] scores = BlindMix.learnt(outcomes).scores(outcomes, 0.25);
    assertThat(Picks.mean(scores).value()).isCloseTo(0.375, within(1e-9));
  }

  @Test
  void unknownRungLeavesTheDifficulty() {
    List<Assessment> blind =
        knowing.stream()
            .map(a -> new Assessment(a.difficulty(), 0.5, "other", 0, Map.of("small", 0.1)))
            .toList();
    assertThat(LadderRule.byOwnGains(outcomes, blind, SCALE)).isNull();
    assertThat(LadderRule.byOwnGains(outcomes, knowing, null)).isNull();
  }

  @Test
  void namesThatEveryLineScoresStandBetweenByTheirMean() {
    List<LabelledPrompt> rows =
        List.of(
            scored(Map.of("small", 0.9, "b", 0.2, "a", 0.4, "large", 1.0, "some", 1.0)),
            scored(Map.of("small", 0.9, "b", 0.1, "a", 0.4, "large", 1.0)));
    assertThat(Rungs.in(rows, "small", "large")).containsExactly("small", "b", "a", "large");
  }

  private static LabelledPrompt scored(Map<String, Double> scores) {
    return new LabelledPrompt(RoutingPrompt.of("p"), "s", "g", scores, 1, Double.NaN);
  }

  @Test
  void pricesBecomePartsOfTheStep() {
    Rungs rungs = Rungs.priced(NAMES, Map.of("small", 1.0, "mid", 3.0, "large", 11.0));
    assertThat(rungs.costs()).containsExactly(new double[] {0, 0.2, 1}, within(1e-9));
    assertThat(Rungs.priced(NAMES, Map.of()).costs()).containsExactly(0, 0.5, 1);
    assertThatThrownBy(() -> Rungs.priced(NAMES, Map.of("small", 1.0)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("prices: mid: null (expected: a price of at least 0)");
    assertThatThrownBy(() -> Rungs.priced(NAMES, Map.of("small", 1.0, "mid", 1.0, "large", 1.0)))
        .hasMessageContaining("(expected: large dearer than small)");
  }
}
