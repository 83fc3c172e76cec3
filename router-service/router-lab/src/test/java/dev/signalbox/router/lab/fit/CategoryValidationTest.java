package dev.signalbox.router.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Cross-validation asks the router's own rule, not only for the likeliest class. */
class CategoryValidationTest {
  private static final List<String> WORDS =
      List.of("cell", "force", "sum", "market", "acid", "proof", "memory", "root", "energy", "tax");

  private final CategoryValidation found = CategoryValidation.run(prompts(), 3);

  /** Exams whose subject is named, programs in words without a sign of code, and word problems. */
  private static List<LabelledPrompt> prompts() {
    Random random = new Random(7);
    List<LabelledPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      String subject = List.of("biology", "math", "physics", "economics").get(i % 4);
      prompts.add(rated(random, "mmlu-pro", subject, "In " + subject + words(random)));
    }
    for (int i = 0; i < 60; i++) {
      prompts.add(rated(random, "crux", "crux", "Predict the printed outcome of" + words(random)));
    }
    for (int i = 0; i < 60; i++) {
      RoutingPrompt sum = RoutingPrompt.of("Of " + i + " apples how many" + words(random) + "?");
      prompts.add(
          new LabelledPrompt(
              sum, "gsm8k-train", "word-problem", Map.of(), Double.NaN, 1 + random.nextInt(7)));
    }
    return prompts;
  }

  private static LabelledPrompt rated(Random random, String source, String group, String text) {
    double small = random.nextDouble();
    return new LabelledPrompt(
        RoutingPrompt.of(text),
        source,
        group,
        Map.of("small", small, "large", Math.min(1, small + random.nextDouble() / 2)),
        random.nextDouble(),
        Double.NaN);
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3, 12); i > 0; i--) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private double share(String truth, Predicate<CategoryValidation.Told> right) {
    return found.told().stream()
        .filter(told -> told.truth().equals(truth))
        .mapToInt(told -> right.test(told) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void everyPromptIsHeldOutOnceButForMostWordProblems() {
    assertThat(found.told()).hasSize(240 + 60 + 15);
  }

  /** The likeliest class is code by every word but one that is a sign of it. */
  @Test
  void routersRuleIsAskedAndNotTheLikeliestClassAlone() {
    assertThat(share("code", told -> told.likeliest().equals("code"))).isGreaterThan(0.9);
    assertThat(share("code", told -> told.category().equals("code"))).isZero();
    assertThat(share("physics", told -> told.category().equals("physics"))).isGreaterThan(0.9);
  }

  @Test
  void tableShowsBothRulesAndEachCategorysRecallWithIntervals() {
    List<String> lines = CategoryTable.of(found);
    assertThat(lines)
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("| recall: code | 60 | 0.000 [0.000, 0.000] |")
                .containsPattern("\\| (1\\.0|0\\.9)\\d\\d \\[[\\d., ]+] \\|$"))
        .anySatisfy(
            line -> assertThat(line).startsWith("| nine of mmlu-pro, with options | 0 | none"))
        .anySatisfy(line -> assertThat(line).startsWith("| the same, bare | 240 | "))
        .anySatisfy(line -> assertThat(line).startsWith("| left to other"));
    assertThat(lines.stream().filter(line -> line.startsWith("| recall: "))).hasSize(5);
  }
}
