package dev.signalbox.router.core.difficulty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedScorerTest {
  private final TrainedScorer scorer = TrainedScorer.loadDefault();

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\n\n", "\ud800", "\udc00\ud800 \ud83d", "\u0000", "A. B. C.", "???"})
  void answersForAnyText(String text) {
    assertIsSane(scorer.assess(RoutingPrompt.of(text)));
  }

  @Test
  void answersWhenThereIsNoTextAtAllAsWithOnlyImages() {
    assertIsSane(scorer.assess(new RoutingPrompt("", "", "", 1, 0)));
  }

  @Test
  void aMegabyteOfOneCharacterCostsNoMoreThanAPage() {
    RoutingPrompt prompt = RoutingPrompt.of("x".repeat(1_000_000));
    assertIsSane(scorer.assess(prompt));
    assertThat(Duration.ofSeconds(2)).isGreaterThan(time(() -> scorer.assess(prompt)));
  }

  @Test
  void manyOptionMarkersAreReadInLinearTime() {
    RoutingPrompt prompt = RoutingPrompt.of("A. B. ".repeat(50_000));
    assertThat(Duration.ofSeconds(2)).isGreaterThan(time(() -> scorer.assess(prompt)));
  }

  @Test
  void theMostDifferentNgramsAPromptCanHoldFitTheBuffers() {
    Random random = new Random(7);
    char[] chars = new char[RoutingPrompt.MAX_CHARS];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) random.nextInt(0xffff);
    }
    assertIsSane(scorer.assess(RoutingPrompt.of(new String(chars))));
  }

  @Test
  void theSamePromptScoresAlikeWhateverCameBefore() {
    RoutingPrompt prompt = RoutingPrompt.of("What is the capital of France?");
    Assessment first = scorer.assess(prompt);
    scorer.assess(RoutingPrompt.of("Prove that " + "the integral of x^2 ".repeat(300)));
    assertThat(scorer.assess(prompt)).isEqualTo(first);
  }

  @Test
  void moreStepsMakeAWordProblemHarder() {
    double easy = difficulty("Tom has 3 apples and buys 2 more. How many apples does he have?");
    double hard =
        difficulty(
            "Tom has 3 boxes with 12 apples each. He sells a third of them at $2 each, gives 4 to"
                + " each of his 3 sisters, and buys twice as many as he has left for $0.50 each."
                + " How much money does Tom have at the end if he started with $20?");
    assertThat(hard).isGreaterThan(easy);
  }

  @Test
  void whatIsKnownIsEasierThanWhatIsToBeProved() {
    assertThat(difficulty("What is the capital of France?"))
        .isLessThan(difficulty("Prove that $\\sum_{n=1}^\\infty 1/n^2 = \\pi^2/6$."));
  }

  @Test
  void knowsCategories() {
    assertThat(category("Write a Python function that returns the factorial of n."))
        .isEqualTo("code");
    assertThat(category("Which hormone makes the cells of a plant grow towards light?"))
        .isEqualTo("biology");
    assertThat(category("Tom has 3 apples and buys 2 more. How many apples does he have?"))
        .isEqualTo("math");
  }

  @Test
  void differentPromptsDoNotTie() {
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      seen.add(difficulty("Explain topic " + "very ".repeat(i % 50) + "number " + "x".repeat(i)));
    }
    assertThat(seen).hasSizeGreaterThan(495);
  }

  @Test
  void versionNamesTheRecipeAndTheBytes() {
    assertThat(scorer.version()).matches("signalbox-\\d+\\.[0-9a-f]{8}");
  }

  @Test
  void aCutArtefactIsRefused() {
    byte[] whole = TrainedScorer.defaultArtefact();
    assertThatThrownBy(() -> TrainedScorer.load(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("cut or changed");
  }

  @Test
  void anArtefactOfAnotherFormatIsRefused() {
    byte[] other = TrainedScorer.defaultArtefact();
    other[7] = 99;
    assertThatThrownBy(() -> TrainedScorer.load(other))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("format 99 (expected: ");
  }

  @Test
  void whatIsNoArtefactIsRefused() {
    assertThatThrownBy(() -> TrainedScorer.load(new byte[3]))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("not a router artefact");
  }

  private double difficulty(String text) {
    return scorer.assess(RoutingPrompt.of(text)).difficulty();
  }

  private String category(String text) {
    return scorer.assess(RoutingPrompt.of(text)).category();
  }

  private static void assertIsSane(Assessment assessment) {
    assertThat(assessment.difficulty()).isBetween(0.0, 1.0);
    assertThat(assessment.pGoodEnough()).isBetween(0.0, 1.0);
    assertThat(assessment.categoryConfidence()).isBetween(0.0, 1.0);
    assertThat(assessment.expectedScores()).containsKeys("small", "large");
  }

  private static Duration time(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
