package dev.signalbox.router.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfRatedTest {
  @TempDir private Path folder;
  private final DifficultyScorer router = TrainedScorer.loadDefault();

  private List<LabelledPrompt> labels(String... lines) throws IOException {
    return Labels.read(
        Files.writeString(folder.resolve("labels.jsonl"), String.join("\n", lines) + "\n"),
        List.of());
  }

  @Test
  void theTierThatDidNotAnswerGetsWhatIsExpectedOfIt() throws IOException {
    List<LabelledPrompt> completed =
        HalfRated.completed(labels("{\"prompt\":\"hi\",\"scores\":{\"small\":1}}"), router);

    assertThat(completed.getFirst().scores()).containsEntry("small", 1.0).containsKey("large");
    assertThat(completed.getFirst().scores().get("large")).isBetween(0.0, 1.0);
  }

  @Test
  void ratingOfAnotherExpertTellsOfItsGainOverSmallAlone() throws IOException {
    List<LabelledPrompt> completed =
        HalfRated.completed(
            labels(
                "{\"prompt\":\"hi\",\"scores\":{\"mid\":1}}",
                "{\"prompt\":\"ho\",\"scores\":{\"large\":0.5}}"),
            router);

    assertThat(completed.getFirst().scores()).containsOnlyKeys("small", "mid");
    assertThat(completed.getFirst().isRated()).isFalse();
    assertThat(completed.getLast().scores()).containsOnlyKeys("small", "large");
  }

  @Test
  void onlyRatingsOfOtherExpertsAreNoLabels() throws IOException {
    List<LabelledPrompt> labels = labels("{\"prompt\":\"hi\",\"scores\":{\"mid\":1}}");

    assertThatThrownBy(() -> HalfRated.completed(labels, router))
        .hasMessage("scores: [mid] (expected: small, large or both, in some lines)");
  }
}
