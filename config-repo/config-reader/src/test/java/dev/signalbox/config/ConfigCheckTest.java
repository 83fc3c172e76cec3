package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {
  @TempDir Path temp;
  ColorDirectory directory;

  @BeforeEach
  void open() {
    directory = new ColorDirectory(temp);
  }

  @Test
  void readsEveryFileOfAKindByName() {
    directory.write("colors/b.yaml", "name: blue\nshade: 3\n").write("colors/a.yml", "name: red\n");

    assertThat(directory.check().of("colors"))
        .extracting(ConfigFile::name)
        .containsExactly("a", "b");
  }

  @Test
  void namesLineFieldValueAndExpectation() {
    directory.write("colors/a.yaml", "name: red\nshade: 12\nmixes:\n  - red\n  - green\n");

    assertThat(directory.problems())
        .containsExactly(
            "colors/a.yaml:2:8: shade: 12 (expected: <= 9)",
            "colors/a.yaml:5:5: mixes[1]: \"green\" (expected: one of red, blue)");
  }

  @Test
  void namesAnUnknownFieldWithoutShowingItsValue() {
    directory.write("colors/a.yaml", "name: red\napi_key: sk-live-123\n");

    assertThat(directory.problems())
        .singleElement()
        .asString()
        .startsWith("colors/a.yaml:2:1: api_key (expected: a known field: name, shade")
        .doesNotContain("sk-live");
  }

  @Test
  void masksASecretWrittenIntoTheWrongField() {
    directory.write("colors/a.yaml", "name: red\ncredential: sk-live-123\n");

    assertThat(directory.problems())
        .containsExactly("colors/a.yaml:2:13: credential: *** (expected: type object)");
  }

  @Test
  void namesAMissingField() {
    directory.write("colors/a.yaml", "shade: 1\n");

    assertThat(directory.problems())
        .containsExactly("colors/a.yaml:1:1: name: missing (expected: this field to be there)");
  }

  @Test
  void usesTheSchemasOwnWords() {
    directory.write("colors/a.yaml", "name: RED\n");

    assertThat(directory.problems())
        .containsExactly("colors/a.yaml:1:7: name: \"RED\" (expected: lower case letters)");
  }

  @Test
  void tellsTheProblemsOfAllFilesAtOnce() {
    directory.write("colors/b.yaml", "shade: x\n").write("colors/a.yaml", "name: [\n");

    assertThat(directory.problems()).hasSize(3).first().asString().startsWith("colors/a.yaml:2:1");
  }

  @Test
  void refusesAFieldWrittenTwice() {
    directory.write("colors/a.yaml", "name: red\nname: blue\n");

    assertThat(directory.problems())
        .containsExactly("colors/a.yaml:2:1: name: written twice (expected: each field once)");
  }

  @Test
  void refusesATabWithItsPlace() {
    directory.write("colors/a.yaml", "name: red\nmixes:\n\t- red\n");

    assertThat(directory.problems()).singleElement().asString().startsWith("colors/a.yaml:3:1");
  }

  @Test
  void refusesAnEmptyFileAndOneThatIsNoMapping() {
    directory.write("colors/a.yaml", "").write("colors/b.yaml", "- red\n");

    assertThat(directory.problems())
        .containsExactly(
            "colors/a.yaml: empty (expected: a mapping of fields)",
            "colors/b.yaml: no mapping at the top (expected: a mapping of fields)");
  }

  @Test
  void refusesAFileOverOneMebibyte() {
    directory.write("colors/a.yaml", "name: red\n#" + "x".repeat(1 << 20));

    assertThat(directory.problems())
        .containsExactly("colors/a.yaml: more than 1 MiB (expected: at most 1048576 bytes)");
  }

  /** Whoever opens a pipe waits until somebody writes into it. */
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void refusesAPipeWithoutOpeningIt() throws Exception {
    directory.write("colors/b.yaml/c.yaml", "name: red\n");
    Path pipe = temp.resolve("colors/a.yaml");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(directory.problems())
        .containsExactly(
            "colors/a.yaml: a pipe, socket or device (expected: a file)",
            "colors/b.yaml: a directory (expected: a file)");
  }

  @Test
  void refusesALinkThatPointsAtItself() throws IOException {
    Files.createDirectories(temp.resolve("colors"));
    Files.createSymbolicLink(temp.resolve("colors/a.yaml"), Path.of("a.yaml"));

    assertThat(directory.problems())
        .singleElement()
        .asString()
        .startsWith("colors/a.yaml: ")
        .endsWith("(expected: a readable file)");
  }

  @Test
  void refusesDeepNestingRatherThanRunningOutOfStack() {
    directory.write("colors/a.yaml", "name: " + "[".repeat(100_000));

    assertThat(directory.problems()).singleElement().asString().contains("nested deeper than 32");
  }

  @Test
  void refusesAliasesThatWouldRepeatACollection() {
    directory.write("colors/a.yaml", "name: red\nmixes: &m [red]\ncredential: *m\n");

    assertThat(directory.problems()).singleElement().asString().contains("an alias");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Files.createDirectories(temp.resolve("colors"));
    Files.write(temp.resolve("colors/a.yaml"), new byte[] {'n', ':', ' ', (byte) 0xff});

    assertThat(directory.problems()).singleElement().asString().contains("no UTF-8");
  }

  @Test
  void refusesNumbersThatJsonDoesNotKnow() {
    directory.write("colors/a.yaml", "name: red\nweight: .inf\n");

    assertThat(directory.problems()).singleElement().asString().contains("weight: .inf");
  }

  @Test
  void refusesFilesThatNoKindClaims() {
    directory.write("colours/a.yaml", "name: red\n").write("b.yaml", "name: red\n");

    assertThat(directory.problems())
        .containsExactly(
            "b.yaml: no directory (expected: a file in one of colors/)",
            "colours/a.yaml: no kind of configuration (expected: a file in one of colors/)");
  }

  @Test
  void refusesADirectoryThatDoesNotExist() {
    assertThat(new ColorDirectory(temp.resolve("nowhere")).problems())
        .singleElement()
        .asString()
        .endsWith("nowhere: does not exist (expected: a readable directory)");
  }

  @Test
  void leavesPlaceholdersAsTheyAreWritten() {
    directory.write("colors/a.yaml", "name: red\n").write("colors/b.yaml", "name: '${HOME}'\n");

    assertThat(directory.problems()).singleElement().asString().contains("\"${HOME}\"");
  }

  @Test
  void passesOverFilesWithOtherEndingsAndHiddenOnes() {
    directory
        .write("colors/a.yaml", "name: red\n")
        .write("colors/b.yaml.sample", "[")
        .write("colors/.c.yaml", "[")
        .write("schema/colors.schema.json", "{}")
        .write("README.md", "#");

    assertThat(directory.check().of("colors")).hasSize(1);
  }

  @Test
  void aChangeIsCheckedAsItWouldBeAndNothingIsWritten() throws IOException {
    directory.write("colors/b.yaml", "name: blue\n").write("colors/a.yaml", "name: red\n");
    ConfigCheck check = new ConfigCheck(ColorDirectory.schemas(), List.of());

    ConfigSnapshot changed = check.checkWith(temp, "colors/b.yaml", bytes("name: green\n"));
    assertThat(changed.of("colors"))
        .extracting(file -> file.root().path("name").asString())
        .containsExactly("red", "green");
    assertThat(check.checkWith(temp, "colors/c.yaml", bytes("name: pink\n")).of("colors"))
        .extracting(ConfigFile::name)
        .containsExactly("a", "b", "c");
    assertThatThrownBy(() -> check.checkWith(temp, "colors/b.yaml", bytes("name: 1\n")))
        .isInstanceOf(ConfigRejectedException.class)
        .hasMessageContaining("colors/b.yaml:1:7");

    assertThat(Files.readString(temp.resolve("colors/b.yaml"))).isEqualTo("name: blue\n");
    assertThat(temp.resolve("colors/c.yaml")).doesNotExist();
    directory.write("colors/b.yaml", "name: green\n");
    assertThat(directory.check().revision()).isEqualTo(changed.revision());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
