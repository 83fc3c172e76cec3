package dev.signalbox.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Signalbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LabVerbsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    CommandLine command = Signalbox.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"score", "train", "evaluate", "replay"})
  void everyVerbExplainsItself(String verb) {
    assertThat(run(verb, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: signalbox " + verb);
  }

  @Test
  void scoresByBothFormsAndSaysHowFast() throws IOException {
    Path input = write("in.jsonl", "{\"prompt\": \"What is 2 + 2?\"}\n");
    for (String form : new String[] {"--fast", ""}) {
      Path output = folder.resolve("out" + form + ".jsonl");
      String[] words = {"score", "--input", input.toString(), "--output", output.toString(), form};
      assertThat(run(Arrays.copyOf(words, form.isEmpty() ? 5 : 6))).isZero();
      assertThat(Files.readString(output))
          .contains(
              "\"difficulty\":0.", form.isEmpty() ? "+meaning\"" : "\"version\":\"signalbox-");
    }
    assertThat(err.toString()).containsPattern("1 lines scored by signalbox-\\S+, \\d+ a second");
  }

  /** Not after minutes of training: the data are not even looked at. */
  @Test
  void routerThatCannotBeWrittenIsNotTrained() throws IOException {
    Path file = write("file", "");
    Path missing = folder.resolve("none/router.bin");
    for (Path output : new Path[] {folder, file.resolve("router.bin"), missing}) {
      err.getBuffer().setLength(0);
      assertThat(run("train", "--data", folder.resolve("no").toString(), "--output", output + ""))
          .isEqualTo(1);
      assertThat(err.toString())
          .contains("--output: " + output + " (expected: a file that may be written, in a folder)");
    }
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aBadLineIsNamed() throws IOException {
    Path input = write("in.jsonl", "{\"prompt\": \"a\"}\n{\"prompt\": 1}\n");
    assertThat(run("score", "--fast", "--input", input.toString(), "--output", input + ".out"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("line 2: ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void evaluatesBesideTheOtherRules() throws IOException {
    Path labels =
        write(
            "labels.jsonl",
            IntStream.range(0, 40)
                .mapToObj(i ->
                    "{\"prompt\": \"What is %d?\", \"scores\": {\"small\": %d, \"large\": 1}}"
                        .formatted(i, i % 2))
                .collect(Collectors.joining("\n")));
    assertThat(run("evaluate", "--fast", "--labels", labels.toString())).isZero();
    assertThat(out.toString())
        .contains("router ", "length rule", "random", "oracle", "small only", "large only")
        .contains("calibration error");
  }

  @Test
  void evaluatesALadderOfAnyNumberOfExperts() throws IOException {
    Path labels =
        write(
            "labels.jsonl",
            IntStream.range(0, 60)
                .mapToObj(i ->
                    "{\"prompt\": \"What is %d?\", \"scores\": {\"small\": %d, \"org/m:1\": %d, \"large\": 1}}"
                        .formatted(i, i % 3 / 2, i % 2))
                .collect(Collectors.joining("\n")));
    assertThat(run("evaluate", "--fast", "--labels", labels.toString())).isZero();
    assertThat(out.toString())
        .contains("ladder small < org/m:1 < large", "always org/m:1", "even steps")
        .contains("random, same mix", "oracle, same cost");
    String prices = "small=1,org/m:1=2,large=9";
    assertThat(
            run(
                "evaluate",
                "--fast",
                "--json",
                "--prices",
                prices,
                "--ladder",
                "small,org/m:1,large",
                "--labels",
                labels.toString()))
        .isZero();
    assertThat(out.toString()).contains("\"costs\":[0.0,0.125,1.0]");
  }

  @Test
  void ladderOfOneIsNone() {
    assertThat(run("evaluate", "--labels", "f", "--ladder", "small")).isEqualTo(2);
    assertThat(err.toString()).contains("expected --ladder with two names or more");
  }

  /** Whoever gives a flag that is passed over believes that it counted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --data d --json",
        "evaluate --data d --pictures p",
        "evaluate --data d --tenant t",
        "evaluate --data d --router r",
        "evaluate --data d --fast",
        "evaluate --data d --ladder a,b",
        "evaluate --data d --prices a=1",
        "evaluate --data d --small s",
        "evaluate --data d --ladders --large l",
        "evaluate --labels l --ladder a,b,c --small x",
        "evaluate --labels l --ladder a,b --prices a=1,b=2",
        "train --tenant t --labels l --refuse f",
        "train --tenant t --labels l --output o",
        "train --tenant t --use 1 --output o",
        "train --tenant t --use 1 --router r",
        "train --data d --router r"
      })
  void optionThatWouldDoNothingIsRefused(String line) {
    String[] words = line.split(" ");
    String option = Arrays.stream(words).filter(word -> word.startsWith("--")).toList().getLast();
    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString())
        .containsPattern(
            option + ": (not with(out a head| --(data|tenant|ladder))|of a ladder of two)");
  }

  @Test
  void pricesOfTwoThatLabelsScoreAreRefused() throws IOException {
    Path labels =
        write("labels.jsonl", "{\"prompt\": \"a\", \"scores\": {\"small\": 0, \"large\": 1}}\n");
    assertThat(run("evaluate", "--labels", labels.toString(), "--prices", "small=1,large=2"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--prices: of a ladder of two are not used");
  }

  @Test
  void evaluateWantsLabelsOrData() {
    assertThat(run("evaluate")).isEqualTo(2);
    assertThat(err.toString()).contains("--labels F.jsonl or --data DIR");
  }

  @Test
  void replaysALogOfJsonLines() throws IOException {
    Path log =
        write(
            "log",
            """
            {"difficulty": 0.2, "expert": "small", "propensity": 0.5, "score": 1, "price": 1}
            {"difficulty": 0.9, "expert": "large", "propensity": 0.5, "score": 1, "price": 9}
            """);
    assertThat(run("replay", "--log", log.toString(), "--share", "0.5")).isZero();
    assertThat(out.toString()).contains("2 requests", "50.0% -> 50.0%");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n"})
  void labelsWithoutALineAreNamed(String text) throws IOException {
    Path labels = write("labels.jsonl", text);
    assertThat(run("evaluate", "--fast", "--labels", labels.toString())).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "signalbox: labels "
                + labels
                + " holds no line (expected: lines with a prompt and scores)");
  }

  @Test
  void tenantWithoutHeadsHasNoneToGoBackTo() {
    for (String number : new String[] {"0", "3"}) {
      err.getBuffer().setLength(0);
      assertThat(run("train", "--tenant", "nobody-at-all", "--use", number)).isEqualTo(1);
      assertThat(err.toString().strip())
          .isEqualTo(
              "signalbox: tenant nobody-at-all has no head, the shared router serves it: train one"
                  + " with train --tenant nobody-at-all --labels F.jsonl");
    }
  }

  /** Some editors write it before the first line, and nobody sees it. */
  @Test
  void byteOrderMarkIsSkipped() throws IOException {
    Path input =
        write(
            "in.jsonl",
            "\ufeff{\"prompt\": \"a\", \"scores\": {\"small\": 0, \"large\": 1}}\n{\"prompt\":"
                + " \"b\", \"scores\": {\"small\": 1, \"large\": 1}}\n");
    Path output = folder.resolve("out.jsonl");

    assertThat(run("score", "--fast", "--input", input.toString(), "--output", output.toString()))
        .isZero();
    assertThat(Files.readString(output)).startsWith("{\"prompt\":\"a\"").hasLineCount(2);
    assertThat(run("evaluate", "--fast", "--labels", input.toString())).isZero();
  }
}
