package dev.signalbox.router.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficLogTest {
  @TempDir private Path folder;

  private TrafficLog read(String text) throws IOException {
    return TrafficLog.read(Files.writeString(folder.resolve("log"), text));
  }

  @Test
  void readsOldAccessLogsAndJson() throws IOException {
    TrafficLog log =
        read(
            """
            12:00 INFO request=a mode=single difficulty=0.25 expert=small outcome=completed
            12:01 INFO request=b outcome=refused status=429
            12:02 INFO request=c mode=single difficulty=0.5 outcome=client_closed status=499
            lost=3
            {"difficulty": 0.75, "expert": "large", "propensity": 0.9, "score": 1, "price": null}
            """);
    List<LoggedDecision> decisions = log.decisions();

    assertThat(decisions).extracting(LoggedDecision::expert).containsExactly("small", "large");
    assertThat(decisions.getLast().propensity()).isEqualTo(0.9);
    assertThat(decisions.getLast().price()).isNaN();
    assertThat(log.assumed())
        .containsEntry(Assumption.PROPENSITY, 1)
        .containsEntry(Assumption.MODEL, 2)
        .containsEntry(Assumption.CATEGORY_CONFIDENCE, 2);
  }

  @Test
  void readsWhatTheAccessLogSaysOfTheRequest() throws IOException {
    TrafficLog log =
        read(
            "time=t request=a tenant=acme mode=single difficulty=0.123456789012345"
                + " p_good_enough=0.750 category=computer_science category_confidence=0.875"
                + " propensity=0.05 router=trained-1 policy=default model=auto needs=chat,tools"
                + " expected=large:0.75,org/m:1:-0.02,small:0.5 stream=true prompt_estimate=12 max_tokens=256 wished_quality=0.9 wished_thinking=off expert=large"
                + " first_us=1000 total_us=2000 prompt_tokens=5 cached_tokens=0"
                + " completion_tokens=7");
    LoggedDecision one = log.decisions().getFirst();

    assertThat(one.request().tenant()).isEqualTo("acme");
    assertThat(one.request().needs()).containsExactlyInAnyOrder(Capability.CHAT, Capability.TOOLS);
    assertThat(one.request().promptTokens()).isEqualTo(12);
    assertThat(one.request().maxTokens()).isEqualTo(256);
    assertThat(one.request().preferences().quality()).isEqualTo(0.9);
    assertThat(one.request().clientThinking()).isEqualTo(ClientThinking.OFF);
    assertThat(one.assessment().difficulty()).isEqualTo(0.123456789012345);
    assertThat(one.assessment().category()).isEqualTo("computer science");
    assertThat(one.assessment().categoryConfidence()).isEqualTo(0.875);
    assertThat(one.assessment().expectedScores())
        .isEqualTo(Map.of("large", 0.75, "org/m:1", -0.02, "small", 0.5));
    assertThat(one.tokens()).isEqualTo(new Tokens(5, 0, 7));
    assertThat(log.assumed()).isEmpty();
  }

  /** How long its client took to take an answer in one piece tells nothing of the expert. */
  @ParameterizedTest
  @CsvSource({"stream=false, 1000", "stream=true, 2000", "endpoint=/v1/chat/completions, 2000"})
  void answerInOnePieceIsOverWhenItIsThere(String field, long micros) throws IOException {
    TrafficLog log =
        read(
            "request=a difficulty=0.5 expert=a %s first_us=1000 total_us=2000 completion_tokens=7"
                .formatted(field));

    assertThat(log.decisions().getFirst().outcome())
        .isNotNull()
        .extracting(RoutingOutcome::total)
        .isEqualTo(Duration.ofNanos(1_000 * micros));
    assertThat(log.assumed().containsKey(Assumption.STREAM)).isEqualTo(!field.contains("stream"));
  }

  /** Whoever rates an answer again has changed their mind, and has still asked once. */
  @Test
  void ofTwoRatingsOfAnAnswerTheLastCountsInTheFirstOnesPlace() throws IOException {
    TrafficLog log =
        read(
            """
            {"request_id": "r", "tenant": "a", "difficulty": 0.1, "expert": "x", "score": 1}
            {"request_id": "r", "tenant": "b", "difficulty": 0.2, "expert": "x", "score": 0.5}
            {"request_id": "r", "difficulty": 0.3, "expert": "x", "score": 0.75}
            {"request_id": "s", "tenant": "a", "difficulty": 0.4, "expert": "x", "score": 1}
            {"request_id": "r", "tenant": "a", "difficulty": 0.1, "expert": "x", "score": 0}
            """);

    assertThat(log.decisions())
        .extracting(LoggedDecision::score)
        .containsExactly(0.0, 0.5, 0.75, 1.0);
    assertThat(log.decisions())
        .extracting(decision -> decision.request().tenant())
        .containsExactly("a", "b", "default", "a");
    assertThat(log.decisions())
        .extracting(decision -> decision.request().requestId())
        .doesNotHaveDuplicates();
    assertThat(log.assumed())
        .containsEntry(Assumption.TENANT, 1)
        .containsEntry(Assumption.PROPENSITY, 4);
  }

  @Test
  void linesThatRateNothingAreEachARequest() throws IOException {
    TrafficLog log =
        read(
            """
            {"request_id": "r", "difficulty": 0.1, "expert": "x"}
            {"request_id": "r", "difficulty": 0.1, "expert": "x", "score": null}
            {"request_id": 7, "difficulty": 0.1, "expert": "x", "score": 1}
            {"difficulty": 0.1, "expert": "x", "score": 1}
            {"difficulty": 0.1, "expert": "x", "score": 1}
            """);

    assertThat(log.decisions()).hasSize(5);
  }

  @Test
  void leavesOutAnswersWhoseChanceNobodyKnows() throws IOException {
    TrafficLog log =
        read(
            """
            {"difficulty": 0.1, "expert": "a", "propensity": 1}
            {"difficulty": 0.1, "expert": "a", "propensity": 1, "mode": "cascade"}
            {"difficulty": 0.1, "expert": "a", "propensity": 1, "chosen": "b"}
            {"difficulty": 0.1, "expert": "a", "propensity": 1, "chosen": "a"}
            {"difficulty": 0.1, "expert": "a", "endpoint": "/v1/messages/count_tokens"}
            """);

    assertThat(log.decisions()).hasSize(2);
    assertThat(log.leftOut().values()).containsExactly(1, 1, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "difficulty": 1, "expert": "a", "propensity": 2 | propensity: 2 (expected: above 0, up to 1)
          "difficulty": "1", "expert": "a"                | difficulty: "1" (expected: a number from 0 to 1.0)
          "expert": "a"                                   | difficulty: missing (expected: a number from 0 to 1.0)
          "difficulty": 1                                 | expert: missing (expected: a string)
          "difficulty": 1, "expert": "a", "score": 7      | score: 7 (expected: a number from 0 to 1.0)
          "difficulty": 1, "expert": "a", "price": -1     | price: -1 (expected: a number from 0 on)
          "difficulty": 1, "expert": "a", "wished_thinking": "much" | wished_thinking: "much" (expected: on, off, other or open)
          "difficulty": 1, "expert": "a", "expected": {"a": "1"} | expected: {"a":"1"} (expected: scores by tier or expert)
          "difficulty": 1, "expert": "a", "expected": 3   | expected: 3 (expected: scores by tier or expert)
          "difficulty": 1, "expert": "a", "completion_tokens": 1, "stream": 1 | stream: 1 (expected: true or false)
          "difficulty": 1, "expert": "a", "needs": ["x"]  | needs: ["x"] (expected: capabilities, such as chat or tools)
          """)
  void brokenFieldIsNamedWithItsLine(String fields, String message) {
    assertThatThrownBy(() -> read("{\"difficulty\": 1, \"expert\": \"a\"}\n{" + fields + "}"))
        .hasMessage(folder.resolve("log") + ": line 2: " + message);
  }

  @ParameterizedTest
  @CsvSource({"{\"a\",line 1: not JSON", "hello,line 1: neither JSON nor", "'',holds no answer"})
  void whatIsNoLogIsSaid(String text, String message) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining(message);
  }

  @Test
  void fileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> TrafficLog.read(folder))
        .hasMessageStartingWith("log " + folder + " cannot be read: ");
    assertThatThrownBy(() -> TrafficLog.read(folder.resolve("none")))
        .hasMessage("log " + folder.resolve("none") + " does not exist");
  }

  /** The output of {@code up} begins with its own words, and whoever copies it cuts it anywhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "time=t requ",
        "time=t request=c difficulty=0.5 expert=lar",
        "time=t request=c difficulty=0.5 expert=large total_us=5 completion_tokens=1",
        "time=t request=c outcome=refu",
        "{\"difficulty\": 0.5, \"exp"
      })
  void wordsBeforeTheLogAndItsCutLastLineArePassedOver(String cut) throws IOException {
    TrafficLog log =
        read(
            """
            signalbox is ready on http://127.0.0.1:8080 (admin http://127.0.0.1:8081) after 1.2 s

            curl -N http://127.0.0.1:8080/v1/chat/completions -d '{"model": "auto"}'
            time=t request=a difficulty=0.25 expert=small total_us=5 active_parameters=1
            time=t request=b outcome=refused status=429 total_us=5
            """
                + cut);

    assertThat(log.decisions()).extracting(LoggedDecision::expert).containsExactly("small");
  }

  @ParameterizedTest
  @CsvSource({
    "request=c difficulty=0.5 expert=large total_us=5 active_parameters=5",
    "'{\"difficulty\": 0.5, \"expert\": \"large\"}'"
  })
  void lastLineThatIsWholeCountsWithoutItsNewline(String last) throws IOException {
    assertThat(read("request=a difficulty=0.25 expert=small\n" + last).decisions())
        .extracting(LoggedDecision::expert)
        .containsExactly("small", "large");
  }

  /** Half of a letter of two bytes. */
  @Test
  void lastLineMayBeCutWithinALetter() throws IOException {
    byte[] letter =
        "{\"difficulty\": 0.5, \"expert\": \"gro\u00df".getBytes(StandardCharsets.UTF_8);
    Path file =
        Files.writeString(folder.resolve("log"), "{\"difficulty\": 0.25, \"expert\": \"small\"}\n");
    Files.write(file, Arrays.copyOf(letter, letter.length - 1), StandardOpenOption.APPEND);

    assertThat(TrafficLog.read(file).decisions()).hasSize(1);
  }

  @Test
  void lineOfTheMiddleThatIsNoneOfTheLogIsNamed() {
    assertThatThrownBy(() ->
            read("hello\nrequest=a difficulty=0.25 expert=small\nhello\nrequest=b outcome=x\n"))
        .hasMessage(folder.resolve("log") + ": line 3: neither JSON nor a line of the access log");
    assertThatThrownBy(() -> read("request=a difficulty=0.25 expert=small\nhello\n"))
        .hasMessage(folder.resolve("log") + ": line 2: neither JSON nor a line of the access log");
    assertThatThrownBy(() -> read("\nhello\nworld\n"))
        .hasMessage(folder.resolve("log") + ": line 2: neither JSON nor a line of the access log");
  }

  @Test
  void byteOrderMarkIsSkipped() throws IOException {
    assertThat(read("\ufeff{\"difficulty\": 0.1, \"expert\": \"x\"}\n").decisions()).hasSize(1);
  }
}
