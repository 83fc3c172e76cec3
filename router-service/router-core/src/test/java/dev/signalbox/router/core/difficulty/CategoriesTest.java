package dev.signalbox.router.core.difficulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.core.difficulty.model.RouterModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoriesTest {
  /** A router with another category needs it on the list, and policies may name it then. */
  @Test
  void shippedRouterTellsTheseAndNoOthers() {
    RouterModel model = TrainedScorer.loadDefault().model();
    assertThat(
            IntStream.range(0, model.categories().size())
                .mapToObj(model::category)
                .distinct()
                .toList())
        .containsExactlyElementsOf(Categories.NAMES);
  }

  @Test
  void schemaTellsEditorsTheSameNames() throws IOException {
    assertThat(Files.readString(Path.of("../../config-repo/schema/policies.schema.json")))
        .contains(": " + String.join(", ", Categories.NAMES) + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "mathematics, math",
    "maths, math",
    "computer_science, computer science",
    "Computer-Science, computer science",
    "phisics, physics",
    "psycology, psychology",
    "bio, biology",
    "chats, chat"
  })
  void slipsAndOtherFormsAreUnderstood(String name, String meant) {
    assertThat(Categories.meantBy(name)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"law", "history", "nothing", "", "c"})
  void whatIsFarFromAllIsNot(String name) {
    assertThat(Categories.meantBy(name)).isEmpty();
  }
}
