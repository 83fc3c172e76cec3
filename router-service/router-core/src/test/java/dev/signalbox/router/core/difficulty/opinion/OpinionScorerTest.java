package dev.signalbox.router.core.difficulty.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpinionScorerTest {
  private static final RoutingPrompt PROMPT = RoutingPrompt.of("What is the capital of France?");

  private final TrainedScorer shared = TrainedScorer.loadDefault();
  private final SecondOpinion opinion = SecondOpinionFile.read(OpinionScorer.defaultArtefact());
  private final OpinionScorer scorer = new OpinionScorer(shared, opinion);
  private final float[] vector = new float[opinion.lift().weights().length];

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\ud800", "A. B. C.", "thanks!"})
  void answersForAnyText(String text) {
    Assessment assessment = scorer.assess(RoutingPrompt.of(text), vector);
    assertThat(assessment.difficulty()).isBetween(0.0, 1.0);
    assertThat(assessment.pGoodEnough()).isBetween(0.0, 1.0);
  }

  @Test
  void aMeaningThatSmallModelsFailOnIsHarder() {
    float[] known = scaled(opinion.small(), 0.3f);
    float[] unknown = scaled(opinion.small(), -0.3f);
    assertThat(scorer.assess(PROMPT, unknown).difficulty())
        .isGreaterThan(scorer.assess(PROMPT, known).difficulty());
  }

  @Test
  void keepsTheFastPathsCategoryAndScores() {
    Assessment fast = shared.assess(PROMPT);
    Assessment full = scorer.assess(PROMPT, vector);
    assertThat(full.category()).isEqualTo(fast.category());
    assertThat(full.expectedScores()).isEqualTo(fast.expectedScores());
    assertThat(scorer.version()).isEqualTo(shared.version() + "+meaning");
  }

  @Test
  void readsBackWhatWasWritten() {
    byte[] bytes = SecondOpinionFile.write(opinion);
    assertThat(bytes).isEqualTo(OpinionScorer.defaultArtefact());
  }

  @Test
  void anOpinionBesideAnotherRouterIsRefused() {
    SecondOpinion other =
        new SecondOpinion(
            "signalbox-1.00000000",
            opinion.embedding(),
            opinion.lift(),
            opinion.small(),
            opinion.good(),
            opinion.kinds(),
            opinion.centre(),
            opinion.spread());
    assertThatThrownBy(() -> new OpinionScorer(shared, other))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("beside router signalbox-1.00000000");
  }

  @Test
  void aCutFileIsRefused() {
    byte[] whole = OpinionScorer.defaultArtefact();
    assertThatThrownBy(() -> SecondOpinionFile.read(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("cut or changed");
  }

  @Test
  void anEmbeddingOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> scorer.assess(PROMPT, new float[3]))
        .hasMessage("embedding of 3 numbers (expected: " + vector.length + ")");
  }

  private static float[] scaled(EmbeddedHead head, float factor) {
    float[] vector = head.weights().clone();
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
    return vector;
  }
}
