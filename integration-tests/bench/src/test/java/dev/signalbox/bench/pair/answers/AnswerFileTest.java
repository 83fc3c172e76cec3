package dev.signalbox.bench.pair.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFileTest {
  private static final Given GIVEN =
      new Given("so\nThe answer is 4\u20ac", "stop", 90, 12, List.of(-0.25, 0.0), 1234);
  private static final Settings SETTINGS = new Settings("s", "l", 320);

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("new").resolve("record.jsonl");
  }

  @Test
  void whatWasAddedIsThereAgain() throws IOException {
    Routed routed = new Routed(0.123456789012345, "signalbox-2.x");
    Cascaded cascaded = new Cascaded("s", "4", "stands", -0.1386, -0.07);
    try (AnswerFile file = AnswerFile.open(path)) {
      file.add("a", SETTINGS.key("s"), GIVEN);
      file.add("a", SETTINGS.key(), routed);
      file.add("a", SETTINGS.key(), cascaded);
      assertThat(file.given("a", SETTINGS.key("s"))).isEqualTo(GIVEN);
    }
    try (AnswerFile file = AnswerFile.open(path)) {
      assertThat(file.given("a", SETTINGS.key("s"))).isEqualTo(GIVEN);
      assertThat(file.routed("a", SETTINGS.key())).isEqualTo(routed);
      assertThat(file.cascaded("a", SETTINGS.key())).isEqualTo(cascaded);
      assertThat(file.given("b", SETTINGS.key("s"))).isNull();
    }
    assertThat(Files.readAllLines(path)).hasSize(3);
  }

  @Test
  void otherSettingsAreOtherAnswers() throws IOException {
    try (AnswerFile file = AnswerFile.open(path)) {
      file.add("a", SETTINGS.key("s"), GIVEN);

      assertThat(file.given("a", SETTINGS.key("l"))).isNull();
      assertThat(file.given("a", new Settings("s", "l", 512).key("s"))).isNull();
    }
  }

  @Test
  void lineThatWasCutIsTakenAwayAndWrittenAnew() throws IOException {
    try (AnswerFile file = AnswerFile.open(path)) {
      file.add("a", SETTINGS.key("s"), GIVEN);
      file.add("b", SETTINGS.key("s"), GIVEN);
    }
    String whole = Files.readString(path);
    int firstLine = whole.indexOf('\n') + 1;
    for (int cut = 1; cut < whole.length(); cut++) {
      Files.writeString(path, whole.substring(0, cut));
      try (AnswerFile file = AnswerFile.open(path)) {
        assertThat(file.given("a", SETTINGS.key("s"))).isEqualTo(cut < firstLine ? null : GIVEN);
        assertThat(file.given("b", SETTINGS.key("s"))).isNull();
        if (cut >= firstLine) {
          file.add("b", SETTINGS.key("s"), GIVEN);
        }
      }
      assertThat(Files.readString(path)).isEqualTo(cut < firstLine ? "" : whole);
    }
  }

  @Test
  void fileOfSomethingElseIsLeftAsItIs() throws IOException {
    for (String other : List.of("hello", "hello\n", "{}\n", "{\"kind\":\"OTHER\"}\nx")) {
      Path file = Files.writeString(folder.resolve("other"), other);
      assertThatThrownBy(() -> AnswerFile.open(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a record of answers");
      assertThat(Files.readString(file)).isEqualTo(other);
    }
  }
}
