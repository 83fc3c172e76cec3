package dev.signalbox.router.core.difficulty.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.RoutingPrompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceCountsTest {
  private final double[] values = new double[SurfaceFeature.COUNT];

  @Test
  void countsQuantitiesOfAWordProblem() {
    read("Each of 3 boys has 12 marbles, 1,200 in all. How many?");
    assertThat(count(SurfaceFeature.LOG_NUMBERS)).isEqualTo(3);
    assertThat(count(SurfaceFeature.LOG_SENTENCES)).isEqualTo(2);
    assertThat(count(SurfaceFeature.LOG_QUANTITY_WORDS)).isEqualTo(2);
    assertThat(value(SurfaceFeature.ASKS_HOW)).isEqualTo(1);
  }

  @Test
  void theSameNumberIsOneDistinctNumber() {
    read("7 and 7 and 8");
    assertThat(count(SurfaceFeature.LOG_NUMBERS)).isEqualTo(3);
    assertThat(count(SurfaceFeature.LOG_DISTINCT_NUMBERS)).isEqualTo(2);
  }

  @Test
  void optionsAreCountedApartFromTheQuestion() {
    String question = "Which is not prime?";
    read(question);
    double alone = value(SurfaceFeature.LOG_WORDS);
    read(question + "\nA. 2 of them\nB. 3\nC. 5\nD. 9");
    assertThat(value(SurfaceFeature.LOG_WORDS)).isEqualTo(alone);
    assertThat(value(SurfaceFeature.OPTIONS)).isEqualTo(4);
    assertThat(count(SurfaceFeature.LOG_OPTION_DIGITS)).isEqualTo(4);
  }

  @Test
  void anAbbreviationIsNoOption() {
    read("He took vitamin A. Then he slept.");
    assertThat(value(SurfaceFeature.OPTIONS)).isZero();
  }

  @Test
  void theLengthBeforeTheCutCounts() {
    new SurfaceCounts().read("short", 200_000, values);
    assertThat(count(SurfaceFeature.LOG_CHARS)).isEqualTo(200_000);
  }

  @Test
  void anEmptyTextHasFiniteValues() {
    read("");
    for (double value : values) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "why is my regex greedy",
        "Fix this: TypeError, not iterable",
        "java.lang.IllegalStateException at line 3",
        "what does fetchUser do",
        "created_at is null",
        "save() fails",
        "groupby('region') is slow",
        "if (a && b)",
        "i++",
        "a == b",
        "std::move",
        "</div>",
        "call(x);\ny = 2",
        "while (true) {\n"
      })
  void whatMeansProgramsAndNothingElse(String text) {
    assertThat(speaksOfPrograms(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "a",
        "an error of judgement is no exception",
        "My iPhone shows 120 mmHg on macOS",
        "Let x_1 = (a) + (b); then x_1 >= a_n",
        "\\frac{1}{2} + \\sqrt{x}",
        "Clue(s): 1. She (Ann) sits left.",
        "to be, or not to be: that is the question"
      })
  void whatIsFoundElsewhereToo(String text) {
    assertThat(speaksOfPrograms(text)).isFalse();
  }

  private static boolean speaksOfPrograms(String text) {
    PromptFeatures features = new PromptFeatures();
    features.read(RoutingPrompt.of(text));
    return features.speaksOfPrograms();
  }

  private void read(String text) {
    new SurfaceCounts().read(text, text.length(), values);
  }

  private double value(SurfaceFeature feature) {
    return values[feature.ordinal()];
  }

  private long count(SurfaceFeature feature) {
    double count = Math.expm1(value(feature));
    assertThat(count).isCloseTo(Math.rint(count), within(1e-6));
    return Math.round(count);
  }
}
