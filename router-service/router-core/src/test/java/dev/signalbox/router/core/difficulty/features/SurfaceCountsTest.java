package dev.signalbox.router.core.difficulty.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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
