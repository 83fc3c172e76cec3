package dev.signalbox.router.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinion;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on data that lacks what the recipe was written with. */
class DefaultRecipeTest {
  private static final List<String> WORDS =
      List.of("cell", "force", "sum", "market", "acid", "proof", "memory", "root", "energy", "tax");

  private final RouterModel router = trained(0).router();

  /** Few chats or none, no code, and no question with options. */
  private static DefaultRecipe.Trained trained(int chats) {
    Random random = new Random(11);
    List<LabelledPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      prompts.add(exam(random, List.of("biology", "math", "physics", "economics").get(i % 4)));
    }
    for (int i = 0; i < 60; i++) {
      prompts.add(wordProblem(random));
    }
    for (int i = 0; i < chats; i++) {
      prompts.add(chat(random));
    }
    int[] all = IntStream.range(0, prompts.size()).toArray();
    Meaning meaning = new Meaning("random", prompts.stream().map(p -> vector(random)).toList());
    return DefaultRecipe.train(prompts, FeatureRows.of(prompts), all, meaning);
  }

  private static float[] vector(Random random) {
    return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
  }

  private static LabelledPrompt chat(Random random) {
    Map<String, Double> scores = Map.of("small", random.nextDouble(), "large", 1.0);
    return new LabelledPrompt(
        text(random, "a poem"), "arena", "chat", scores, random.nextDouble(), Double.NaN);
  }

  private static LabelledPrompt exam(Random random, String subject) {
    double small = random.nextDouble();
    Map<String, Double> scores =
        Map.of("small", small, "large", Math.min(1, small + random.nextDouble() / 2));
    return new LabelledPrompt(
        text(random, subject), "mmlu-pro", subject, scores, random.nextDouble(), Double.NaN);
  }

  private static LabelledPrompt wordProblem(Random random) {
    RoutingPrompt prompt = text(random, "apples, " + random.nextInt(90) + " a box, how many of");
    return new LabelledPrompt(
        prompt, "gsm8k-train", "word-problem", Map.of(), Double.NaN, 1 + random.nextInt(7));
  }

  private static RoutingPrompt text(Random random, String start) {
    StringBuilder text = new StringBuilder("In " + start);
    for (int i = random.nextInt(3, 20); i > 0; i--) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return RoutingPrompt.of(text.append('?').toString());
  }

  private double raw(String prompt) {
    PromptFeatures features = new PromptFeatures();
    Judgement judgement = router.judgement();
    features.read(RoutingPrompt.of(prompt));
    router.judge(features, judgement);
    assertThat(judgement.difficulty()).isGreaterThan(0).isLessThan(1);
    return judgement.raw();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Write a poem about a lazy cat that dreams of the sea",
        "Implement a concurrent hash map in Rust and prove that it is linearizable",
        "Which of these is true?\nA. 12\nB. 13.5\nC. 1,400\nD. 2",
        "hi"
      })
  void aKindThatWasNotTaughtIsJudgedInTheRangeOfTheOthers(String prompt) {
    assertThat(raw(prompt)).isBetween(-3.0, 3.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void itsSecondOpinionIsNoFurtherAway(int chats) {
    DefaultRecipe.Trained trained = trained(chats);
    PromptFeatures features = new PromptFeatures();
    Judgement judgement = trained.router().judgement();
    features.read(RoutingPrompt.of("Write a poem about a lazy cat that dreams of the sea"));
    trained.router().judge(features, judgement);
    SecondOpinion opinion = Objects.requireNonNull(trained.opinion());

    assertThat(judgement.raw()).isBetween(-3.0, 3.0);
    assertThat(opinion.raw(judgement, new float[] {0.1f, 0.9f, 0.5f})).isBetween(-3.0, 3.0);
  }

  @Test
  void promptsOfAKindThatWasNotTaughtAreNotAlike() {
    assertThat(raw("Write a poem about a lazy cat that dreams of the sea"))
        .isNotEqualTo(raw("Write a story about a lazy cat that dreams of the sea, with a dog"));
  }
}
