package dev.signalbox.bench.pair.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final int[] ALL = {0, 1, 2, 3};

  /** Small costs 1, large 3; small is right on the first two, large on all but the second. */
  private static final List<Case> CASES =
      List.of(
          one(true, true, -0.1, 10),
          one(true, false, -0.2, 20),
          one(false, true, -0.3, 30),
          one(false, true, -0.4, 40));

  private static Case one(boolean small, boolean large, double confidence, int length) {
    return new Case(new Outcome(small, 1, 10), new Outcome(large, 3, 20), confidence, length);
  }

  @Test
  void promptRulesPayOnce() {
    Rule.Walk walk = Rule.byLength(CASES).walk(ALL);

    assertThat(walk.first()).isEqualTo(new Figures(0.5, 0, 1, 10));
    assertThat(walk.above(20)).isEqualTo(new Figures(1, 0.5, 2, 15));
    assertThat(walk.last()).isEqualTo(new Figures(0.75, 1, 3, 20));
  }

  @Test
  void cascadePaysForTheDraftToo() {
    Rule.Walk walk = Rule.cascade(CASES).walk(ALL);

    assertThat(walk.first()).isEqualTo(new Figures(0.5, 0, 1, 10));
    assertThat(walk.above(0.25)).isEqualTo(new Figures(1, 0.5, 2.5, 20));
    assertThat(walk.last()).isEqualTo(new Figures(0.75, 1, 4, 30));
  }

  @Test
  void draftAtTheThresholdStandsAndPromptAtItStaysSmall() {
    assertThat(Rule.cascade(CASES).walk(ALL).above(0.3).large()).isEqualTo(0.25);
    assertThat(Rule.byLength(CASES).walk(ALL).above(40).large()).isZero();
  }

  @Test
  void shareIsChosenSoThatTheCostIsEqual() {
    Figures cascade = Rule.cascade(CASES).walk(ALL).above(0.35);
    Figures equal = Rule.byLength(CASES).walk(ALL).at(Figures::cost, cascade.cost());

    assertThat(cascade.cost()).isEqualTo(1.75);
    assertThat(equal.cost()).isCloseTo(1.75, EXACT);
    assertThat(equal.large()).isCloseTo(0.375, EXACT);
    assertThat(equal.right()).isCloseTo(0.875, EXACT);
  }

  @Test
  void dearerThanLargeOnlyIsLargeOnly() {
    Rule.Walk walk = Rule.byLength(CASES).walk(ALL);

    assertThat(walk.at(Figures::cost, 3.5)).isEqualTo(walk.last());
    assertThat(walk.at(Figures::cost, 0.5)).isEqualTo(walk.first());
  }

  @Test
  void chanceIsItsExpectation() {
    Rule.Walk walk = Rule.random(CASES).walk(ALL);
    Figures half = walk.at(Figures::large, 0.5);

    assertThat(half.right()).isCloseTo(0.625, EXACT);
    assertThat(half.cost()).isCloseTo(2, EXACT);
    assertThat(walk.area(Figures::large, walk.last())).isCloseTo(0.5, EXACT);
    assertThat(walk.area(Figures::cost, walk.last())).isCloseTo(0.5, EXACT);
  }

  @Test
  void areaIsTakenUpToTheCostOfLargeOnly() {
    Figures large = Rule.random(CASES).walk(ALL).last();

    // Kept gain by cost 1, 1.5, 2, 2.5, 3: 0, 1, 2, 1, 1.
    assertThat(Rule.byLength(CASES).walk(ALL).area(Figures::cost, large))
        .isCloseTo((0.5 + 1.5 + 1.5 + 1) / 4, EXACT);
    // By cost 1, 1.75, 2.5, 3.25, of which 3 is two thirds of the way: 0, 1, 2, 1.
    assertThat(Rule.cascade(CASES).walk(ALL).area(Figures::cost, large))
        .isCloseTo((0.75 * 0.5 + 0.75 * 1.5 + 0.5 * (2 + 4.0 / 3) / 2) / 2, EXACT);
  }

  @Test
  void rowsMayComeSeveralTimes() {
    Rule.Walk walk = Rule.byLength(CASES).walk(new int[] {3, 3, 3, 1});

    assertThat(walk.first().right()).isEqualTo(0.25);
    assertThat(walk.above(20)).isEqualTo(new Figures(1, 0.75, 2.5, 17.5));
  }

  @Test
  void withoutAGainThereIsNoArea() {
    Rule.Walk walk = Rule.byLength(CASES).walk(new int[] {0, 1});

    assertThat(walk.area(Figures::cost, walk.last())).isNaN();
  }
}
