package dev.signalbox.router.lab.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final List<String> WORDS =
      List.of("cell", "force", "sum", "market", "acid", "proof", "memory", "root", "energy", "tax");

  private static LabelledPrompt exam(Random random, String subject) {
    double small = random.nextDouble();
    StringBuilder text = new StringBuilder("In " + subject);
    for (int i = random.nextInt(3, 20); i > 0; i--) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return new LabelledPrompt(
        RoutingPrompt.of(text.toString()),
        "mmlu-pro",
        subject,
        Map.of("small", small, "large", Math.min(1, small + random.nextDouble() / 2)),
        random.nextDouble(),
        Double.NaN);
  }

  /** Exams, word problems, and another set, of whose prompts each is this text. */
  private static Validation with(String text) {
    Random random = new Random(11);
    List<LabelledPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      prompts.add(exam(random, List.of("biology", "math", "physics", "economics").get(i % 4)));
    }
    for (int i = 0; i < 40; i++) {
      RoutingPrompt sum =
          RoutingPrompt.of("Of " + i + " apples " + WORDS.get(i % 10) + " ate two.");
      prompts.add(
          new LabelledPrompt(
              sum, "gsm8k-train", "word-problem", Map.of(), Double.NaN, 1 + random.nextInt(7)));
    }
    Map<String, Double> scores = Map.of("small", 0.5, "large", 1.0);
    for (int i = 0; i < 40; i++) {
      prompts.add(
          new LabelledPrompt(RoutingPrompt.of(text), "crux", "crux", scores, 0, Double.NaN));
    }
    Meaning meaning =
        new Meaning(
            "random",
            prompts.stream()
                .map(prompt -> new float[] {random.nextFloat(), random.nextFloat()})
                .toList());
    return new Validation(prompts, meaning);
  }

  /** Neither how frequent its words are nor how long its prompts. */
  @Test
  void routerHasNotSeenTheSetThatWasLeftOut() {
    Validation.Routers one = with("What does the cell print?").withoutSet("crux");
    Validation.Routers other = with("A long proof of force, ".repeat(40)).withoutSet("crux");

    assertThat(one.fast().version()).isEqualTo(other.fast().version());
    assertThat(one.full().version()).isEqualTo(other.full().version());
  }
}
