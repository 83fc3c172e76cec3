package dev.signalbox.router.lab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.api.RoutingPrompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutTest {
  @TempDir private Path folder;

  @Test
  void knowsAPromptHoweverItIsWritten() throws IOException {
    HeldOut heldOut = list("What is the capital of France?");
    assertThat(heldOut.holds("  what IS the\ncapital -- of France")).isTrue();
    assertThat(heldOut.holds("What is the capital of Spain?")).isFalse();
  }

  @Test
  void knowsAQuestionByItsStem() throws IOException {
    HeldOut heldOut = list("What is the capital of France?");
    assertThat(heldOut.holds("What is the capital of France?\nA. Paris\nB. Rome")).isTrue();
  }

  @Test
  void holdsThePromptsThatItIsMadeOf() {
    HeldOut heldOut = HeldOut.of(List.of("What is the capital of France?"));
    assertThat(heldOut.holds("what is the capital of france")).isTrue();
    assertThat(heldOut.holds("What is the capital of Spain?")).isFalse();
  }

  @Test
  void refusesARowAndNamesIt() throws IOException {
    LabelledPrompt row =
        new LabelledPrompt(
            RoutingPrompt.of("What is the capital of France?"), "set", "part", Map.of(), 0, 0);
    HeldOut heldOut = list("what is the capital of france");
    assertThatThrownBy(() -> heldOut.refuse(List.of(row)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("row 1 (set/part) is a held-out prompt");
  }

  @Test
  void anEmptyListHoldsNothing() {
    assertThat(HeldOut.none().holds("")).isFalse();
  }

  @Test
  void aListOfSomethingElseIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("list"), "hello\n");
    assertThatThrownBy(() -> HeldOut.read(file)).hasMessageContaining("line 1: expected a SHA-256");
  }

  private HeldOut list(String prompt) throws IOException {
    return HeldOut.read(Files.writeString(folder.resolve("list"), HeldOut.digest(prompt) + "\n"));
  }
}
