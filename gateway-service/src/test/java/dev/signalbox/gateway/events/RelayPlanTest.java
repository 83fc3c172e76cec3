package dev.signalbox.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.sse.AnswerScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is changed in one object. */
class RelayPlanTest {
  private static final RelayPlan PLAN =
      new RelayPlan("\"expert\"".getBytes(StandardCharsets.UTF_8), false, null, 1, () -> {});

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"expert\"}|0",
        "{\"model\":\"expert-2\"}|1",
        "{\"model\":\"exper\"}|1",
        "{\"model\":\"\"}|1",
        "{\"model\":null}|0",
        "{\"choices\":[{\"model\":\"m\"}]}|0"
      })
  void onlyAnotherNameIsReplaced(String json, int changes) {
    byte[] bytes = (" " + json).getBytes(StandardCharsets.UTF_8);
    AnswerScan scan = new AnswerScan();
    scan.feed(bytes, 1, bytes.length, -1);
    List<String> replaced = new ArrayList<>();
    PLAN.change(
        bytes,
        1,
        scan,
        (all, from, to, with) -> replaced.add(new String(with, StandardCharsets.UTF_8)));

    assertThat(replaced).hasSize(changes).allMatch("\"expert\""::equals);
  }
}
