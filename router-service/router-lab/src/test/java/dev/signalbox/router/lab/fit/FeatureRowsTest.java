package dev.signalbox.router.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.liblinear.Feature;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureRowsTest {
  private static final List<LabelledPrompt> PROMPTS =
      Stream.of(
              "What is the sum of 3 and 4?",
              "What is the sum of all primes, and is that a proof?\nA. yes\nB. no",
              "Name a river.",
              "Name the longest river of the continent that has the most rivers.")
          .map(FeatureRowsTest::prompt)
          .toList();

  private static LabelledPrompt prompt(String text) {
    return new LabelledPrompt(
        RoutingPrompt.of(text), "set", "group", Map.of(), Double.NaN, Double.NaN);
  }

  private static double[] values(FeatureRows x, int row) {
    return Arrays.stream(x.row(row)).mapToDouble(Feature::getValue).toArray();
  }

  @Test
  void promptsThatAreNotLearnedFromChangeNothing() {
    FeatureRows some = FeatureRows.of(PROMPTS, new int[] {0, 2, 3});
    FeatureRows alone = FeatureRows.of(List.of(PROMPTS.get(0), PROMPTS.get(2), PROMPTS.get(3)));

    assertThat(some.means()).containsExactly(alone.means());
    assertThat(some.deviations()).containsExactly(alone.deviations());
    assertThat(values(some, 0)).containsExactly(values(alone, 0));
    assertThat(values(some, 3)).containsExactly(values(alone, 2));
  }

  @Test
  void theyAreSeenByTheFrequenciesOfTheOthers() {
    FeatureRows some = FeatureRows.of(PROMPTS, new int[] {0, 2});
    FeatureRows all = FeatureRows.of(PROMPTS);

    assertThat(some.size()).isEqualTo(4);
    assertThat(values(some, 3)).hasSameSizeAs(values(all, 3)).isNotEqualTo(values(all, 3));
  }
}
