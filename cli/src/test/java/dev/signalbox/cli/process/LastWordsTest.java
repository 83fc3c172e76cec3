package dev.signalbox.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
  @TempDir private Path folder;

  private String after(String log, String output) throws IOException {
    ChildSpec spec =
        new ChildSpec(
            "a",
            List.of("a"),
            Map.of(),
            Files.writeString(folder.resolve("a.out"), output),
            Files.writeString(folder.resolve("a.log"), log));
    return LastWords.of(spec);
  }

  @Test
  void areTheDeepestCauseWhereThereIsAStackTrace() throws IOException {
    String log =
        """
        2026-11-25T15:29:08Z ERROR 1 --- [app] [main] o.s.Application : Application run failed
        Caused by: org.example.Outer: wrapped
        Caused by: java.io.IOException: the disk is full
        \tat a.b.C
        """;

    assertThat(after(log, "")).startsWith("the disk is full (see ");
  }

  @Test
  void areTheDescriptionWhereTheFrameworkGivesOne() throws IOException {
    String log = "APPLICATION FAILED TO START\n\nDescription:\n\nPort 80 is in use.\n\nAction:\n";

    assertThat(after(log, "")).startsWith("Port 80 is in use. (see ");
  }

  @Test
  void areTheProcesssOwnWordsWhereItSaysWhyItCannotStart() throws IOException {
    String log =
        """
        Caused by: java.lang.IllegalStateException: of an earlier life
        2026-11-25T15:29:08Z ERROR 1 --- [app] [main] d.s.Report : cannot start: Property: a.b, Value: "0", Reason: too small
        """;

    assertThat(after(log, "")).startsWith("Property: a.b, Value: \"0\", Reason: too small (see ");
  }

  @Test
  void areTheMessageOfAnErrorWithoutItsPrefix() throws IOException {
    String log =
        "2026-11-25T15:29:08.410+00:00 ERROR 1 --- [app] [main] o.s.Application : no model\n";

    assertThat(after(log, "something else\n")).startsWith("no model (see ");
  }

  @Test
  void areAnAssertionOfTheEngine() throws IOException {
    assertThat(after("", "x.cpp:5: GGML_ASSERT(n > 0) failed\n")).startsWith("GGML_ASSERT(n > 0)");
  }

  @Test
  void areTheLastLineWhereNothingIsTelling() throws IOException {
    assertThat(after("", "one\ntwo\n")).startsWith("two (see ");
  }
}
