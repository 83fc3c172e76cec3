package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.lab.data.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScoringTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private final Scoring scoring = new Scoring(BatchScorer.shared(TrainedScorer.loadDefault()));

  @Test
  void keepsFieldsAndOrderAndAddsScores() throws IOException {
    String lines =
        IntStream.range(0, 150)
            .mapToObj(i -> "{\"id\": " + i + ", \"prompt\": \"What is " + i + " + 2?\"}")
            .collect(Collectors.joining("\n"));
    List<JsonNode> scored = score(lines + "\n");
    assertThat(scored).hasSize(150);
    for (int i = 0; i < 150; i++) {
      assertThat(scored.get(i).path("id").asInt()).isEqualTo(i);
      assertThat(scored.get(i).path("prompt").asString()).isEqualTo("What is " + i + " + 2?");
      assertThat(scored.get(i).path("difficulty").doubleValue()).isBetween(0.0, 1.0);
      assertThat(scored.get(i).path("p_good_enough").doubleValue()).isBetween(0.0, 1.0);
      assertThat(scored.get(i).path("category").asString()).isEqualTo("math");
      assertThat(scored.get(i).path("version").asString()).startsWith("signalbox-");
    }
  }

  @Test
  void messagesScoreLikeTheirLastUserTurn() throws IOException {
    List<JsonNode> scored =
        score(
            """
            {"prompt": "Name a prime."}
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "Name a prime."}]}]}
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]}
            """);
    assertThat(scored.get(1).path("difficulty")).isEqualTo(scored.get(0).path("difficulty"));
    assertThat(scored.get(2).path("difficulty").isNumber()).isTrue();
  }

  @Test
  void aBadLineIsNamedAndNothingIsWritten() throws IOException {
    Path output = folder.resolve("out.jsonl");
    for (String bad :
        List.of(
            "{\"prompt\": 1}",
            "nonsense",
            "[]",
            "{}",
            "",
            "{\"messages\": []}",
            "{\"prompt\": \"a\", \"n\": 1e99999999999}")) {
      Path input =
          Files.writeString(
              folder.resolve("in.jsonl"),
              "{\"prompt\": \"a\"}\n" + bad + "\n{\"prompt\": \"b\"}\n");
      assertThatThrownBy(() -> scoring.run(input, output))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("line 2: ");
      assertThat(output).doesNotExist();
    }
  }

  /** A client that cuts texts by UTF-16 units leaves half of an emoji, which UTF-8 cannot hold. */
  @Test
  void halfOfACharacterIsKept() throws IOException {
    List<JsonNode> scored =
        score(
            "{\"prompt\":\"cut \\ud83d\",\"\\udc00\":\"\\ud83d\\ud83d\\ude00\"}\n{\"prompt\":\"\uD83D\uDE00\"}");

    assertThat(scored.getFirst().path("prompt").asString()).isEqualTo("cut \ud83d");
    assertThat(scored.getFirst().path("\udc00").asString()).isEqualTo("\ud83d\ud83d\ude00");
    assertThat(scored.getLast().path("prompt").asString()).isEqualTo("\ud83d\ude00");
  }

  @Test
  void otherMembersKeepValueAndOrder() throws IOException {
    String members =
        "\"z\":0.12345678901234567890123,\"a\":1.10,\"far\":1E+400,\"id\":123456789012345678901234567890,"
            + "\"none\":null,\"deep\":{\"y\":[true,{}],\"b\":\"\u00e9\u2028\"}";
    Path input =
        Files.writeString(folder.resolve("in.jsonl"), "{" + members + ",\"prompt\":\"a\"}");
    Path output = folder.resolve("out.jsonl");
    scoring.run(input, output);

    assertThat(Files.readString(output))
        .startsWith("{" + members + ",\"prompt\":\"a\",\"difficulty\":")
        .endsWith("}\n");
  }

  @Test
  void anErrorInWritingIsNotToldOfTheInput() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    Files.createSymbolicLink(folder.resolve("out.jsonl.part"), full);
    Path input = Files.writeString(folder.resolve("in.jsonl"), "{\"prompt\":\"cut \\ud83d\"}\n");

    assertThatThrownBy(() -> scoring.run(input, folder.resolve("out.jsonl")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void inputThatIsNotUtf8IsNamed() throws IOException {
    Path input = Files.write(folder.resolve("in.jsonl"), new byte[] {'{', (byte) 0xff, '}'});

    assertThatThrownBy(() -> scoring.run(input, folder.resolve("out.jsonl")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("line 1 or soon after: not UTF-8");
  }

  @Test
  void anEmptyFileGivesAnEmptyFile() throws IOException {
    assertThat(score("")).isEmpty();
  }

  private List<JsonNode> score(String lines) throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), lines);
    Path output = folder.resolve("out.jsonl");
    scoring.run(input, output);
    return Files.readAllLines(output).stream().map(JSON::readTree).toList();
  }
}
