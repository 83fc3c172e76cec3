package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ChatCall;
import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Launched;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Signalbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./signalbox test --real}: what {@code up} serves by default, the 0.5B as small and the
 * 1.5B as large, answers sensibly, and questions go to the one or the other by their difficulty.
 */
@EnabledIfEnvironmentVariable(named = "SIGNALBOX_TEST_REAL", matches = "true")
class RealModelsIT {
  private static final String EASY = "Say hello.";
  private static final String HARD =
      "Prove that there are infinitely many primes congruent to 3 modulo 4, and explain why the same"
          + " argument fails for primes congruent to 1 modulo 4. Then give an asymptotic estimate for"
          + " the number of such primes below n, stating which theorem it follows from.";

  private static Server up;

  @BeforeAll
  static void start() {
    up = Signalbox.up();
  }

  @AfterAll
  static void stop() {
    up.close();
  }

  @Test
  void thePrintedCurlLineStreamsASensibleAnswer() {
    String curl =
        up.process()
            .output()
            .lines()
            .filter(line -> line.startsWith("curl "))
            .findFirst()
            .orElseThrow();
    try (Launched pasted = Launched.start("curl", List.of("bash", "-c", curl), Map.of())) {
      assertThat(pasted.exitCode(Duration.ofMinutes(3))).isZero();
      assertThat(pasted.output()).contains("data: [DONE]").containsIgnoringCase("reverse");
    }
  }

  @Test
  void easyAndHardQuestionsGoToDifferentExpertsAndAskSaysWhy() {
    assertThat(lastLine(EASY)).contains("qwen2.5-coder-0.5b").contains("difficulty");
    assertThat(lastLine(HARD)).contains("qwen2.5-coder-1.5b").contains("difficulty");
  }

  @Test
  void bothExpertsKnowTheirWay() {
    for (String tier : List.of("small", "large")) {
      String answer =
          ChatCall.of(tier, "What is 2 + 2? Answer with the number only.")
              .with("max_tokens", 8)
              .text(up.base());
      assertThat(answer).as(tier).contains("4");
    }
  }

  @Test
  void theFleetSaysExactlyWhichWeightsRun() {
    JsonNode fleet = Http.json(Http.get(up.adminUrl() + "/admin/fleet"));
    assertThat(fleet.toString()).contains("sha256:");
  }

  private static String lastLine(String question) {
    Signalbox.Ended ask = Signalbox.run("ask", question, "--max-tokens", "24", "--url", up.url());
    assertThat(ask.exitCode()).as(ask.output()).isZero();
    return ask.output().lines().toList().getLast();
  }
}
