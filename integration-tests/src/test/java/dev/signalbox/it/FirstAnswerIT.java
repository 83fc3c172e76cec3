package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Launched;
import dev.signalbox.it.process.Signalbox;
import dev.signalbox.it.rig.SharedRig;
import dev.signalbox.it.rig.ToyRig;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One command to a served answer: what {@code up} prints works, and so do {@code ask} and {@code
 * route}.
 */
@ExtendWith(SharedRig.class)
class FirstAnswerIT {
  private final ToyRig rig;

  FirstAnswerIT(ToyRig rig) {
    this.rig = rig;
  }

  @Test
  void theCurlLineThatUpPrintsStreamsAnAnswer() {
    String curl =
        rig.up()
            .process()
            .output()
            .lines()
            .filter(l -> l.startsWith("curl "))
            .findFirst()
            .orElseThrow();
    try (Launched pasted = Launched.start("curl", List.of("bash", "-c", curl), Map.of())) {
      assertThat(pasted.exitCode(Duration.ofSeconds(60))).isZero();
      assertThat(pasted.output()).contains("data: {").contains("data: [DONE]");
    }
  }

  @Test
  void readinessIsUpAndModelsAreListed() {
    assertThat(Http.get(rig.up().adminUrl() + "/actuator/health/readiness").statusCode())
        .isEqualTo(200);
    JsonNode models = Http.json(Http.get(rig.up().base() + "/models")).path("data");
    assertThat(models.valueStream().map(m -> m.path("id").asString()))
        .contains("auto", "small", "large");
  }

  @Test
  void askStreamsAnAnswerAndSaysWhoGaveItAndWhy() {
    Signalbox.Ended ask = Signalbox.run("ask", "Where is Paris?", "--url", rig.up().url());
    assertThat(ask.exitCode()).as(ask.output()).isZero();
    assertThat(ask.output().lines().toList()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(ask.output().lines().toList().getLast()).contains("toy");
  }

  @Test
  void routeExplainsWithoutAnswering() {
    Signalbox.Ended table = Signalbox.run("route", "What is 2 + 2?", "--url", rig.up().url());
    assertThat(table.exitCode()).as(table.output()).isZero();
    Signalbox.Ended json =
        Signalbox.run("route", "What is 2 + 2?", "--json", "--url", rig.up().url());
    JsonNode decision = JsonMapper.shared().readTree(json.output());
    assertThat(decision.path("difficulty").isNumber()).as(json.output()).isTrue();
  }

  @Test
  void anUnknownVerbIsUsedWrongly() {
    Signalbox.Ended ended = Signalbox.run("dance");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output().strip().lines()).isNotEmpty().noneMatch(l -> l.startsWith("\tat "));
  }

  @Test
  void adminPathsAreNotOnTheDataPort() {
    HttpResponse<String> answer = Http.get(rig.up().url() + "/actuator/health");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Http.json(answer).at("/error/message").asString()).isNotBlank();
  }
}
