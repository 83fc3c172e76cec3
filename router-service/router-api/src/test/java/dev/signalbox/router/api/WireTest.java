package dev.signalbox.router.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.contract.Requests;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WireTest {
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void aRequestSurvivesTheWire() {
    RoutingRequest request = Requests.wishing("r", "text", "frugal", 0.25, null, "s");

    assertThat(json.readValue(json.writeValueAsString(request), RoutingRequest.class))
        .isEqualTo(request);
  }

  @Test
  void aGatewayThatDoesNotTellOfThinkingIsUnderstood() {
    RoutingRequest request = Requests.of("auto", "text");
    String told = json.writeValueAsString(request);
    String untold = told.replace("\"clientThinking\":\"OPEN\",", "");

    assertThat(untold).isNotEqualTo(told);
    assertThat(json.readValue(untold, RoutingRequest.class)).isEqualTo(request);
  }

  @Test
  void aGatewayThatDoesNotTellOfTopicsIsUnderstood() {
    RoutingRequest request = Requests.of("auto", "text");
    String told = json.writeValueAsString(request);
    String untold = told.replace("\"topic\":\"\",", "");

    assertThat(untold).isNotEqualTo(told);
    assertThat(json.readValue(untold, RoutingRequest.class)).isEqualTo(request);
  }

  @Test
  void aRouterThatDoesNotKnowAWordPassesItOver() {
    RoutingRequest request = Requests.of("auto", "text");
    String more = json.writeValueAsString(request).replaceFirst("\\{", "{\"later\":true,");

    assertThat(json.readValue(more, RoutingRequest.class)).isEqualTo(request);
  }

  @Test
  void aDecisionSurvivesTheWireWithItsDifficultyUnrounded() {
    Placement placement =
        new Placement(
            "a/b:c",
            "a/b:c#0",
            URI.create("http://h:1/v1"),
            "m",
            null,
            Set.of(Capability.CHAT),
            0,
            null,
            500,
            new ThinkingForm("enable_thinking", Map.of(Effort.LOW, "low"), null),
            true);
    RoutingDecision decision =
        new RoutingDecision(
            "r",
            Mode.CASCADE,
            List.of(placement),
            0.1234567890123456,
            0.5,
            Map.of("small", 0.5, "org/m:1", 0.625, "large", 0.75),
            "other",
            0.87654321,
            "en",
            "default",
            "stable",
            "rev",
            "surface-1",
            0.975,
            0,
            new DraftRule(
                "a/b:c",
                0.1,
                -0.25,
                0.3,
                new DraftRule.Credit(300, true),
                true,
                Duration.ofMillis(1_500),
                4_096,
                new DraftRule.Second(List.of(placement), 0.7)),
            new ShareCredit("p", 300, false, Set.of("org/m:1", "large")),
            new Thinking(Effort.LOW, 100),
            new Thinking(Effort.HIGH, 4_096),
            new Delivery(Delivery.Resume.EXACT, 95),
            List.of(new Reason("quality", "a/b:c", 0.1, "text")));

    assertThat(json.readValue(json.writeValueAsString(decision), RoutingDecision.class))
        .isEqualTo(decision);
  }

  @Test
  void anOutcomeSurvivesTheWireWithItsDraft() {
    RoutingOutcome outcome =
        new RoutingOutcome(
            "r",
            "default",
            OutcomeKind.COMPLETED,
            "large",
            List.of(new RoutingOutcome.Attempt("small#0", RoutingOutcome.AttemptKind.ANSWERED)),
            Map.of("large", new RoutingOutcome.Tokens(1, 2, 3)),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            new RoutingOutcome.Draft(
                "small",
                "p",
                0.3,
                new DraftRule.Credit(300, true),
                null,
                -0.7,
                DraftVerdict.UNSURE),
            new ShareCredit("p", 300, true, Set.of("large")));

    String told = json.writeValueAsString(outcome);
    assertThat(json.readValue(told, RoutingOutcome.class)).isEqualTo(outcome);
    String untold = told.replace("\"credit\":{\"account\":300,\"spent\":true},", "");
    assertThat(untold).isNotEqualTo(told);
    assertThat(json.readValue(untold, RoutingOutcome.class).draft())
        .isEqualTo(
            new RoutingOutcome.Draft("small", "p", 0.3, null, null, -0.7, DraftVerdict.UNSURE));
  }

  @Test
  void everyRefusalSurvivesTheWire() {
    for (RoutingRefusal refusal :
        List.of(
            new RoutingRefusal.ModelNotFound("m"),
            new RoutingRefusal.Unsupported("m", "tools"),
            new RoutingRefusal.ContextTooLong("m", 2, 1),
            new RoutingRefusal.NotAllowed("m"),
            new RoutingRefusal.NoReplica("m", Duration.ofSeconds(2)))) {
      assertThat(json.readValue(json.writeValueAsString(refusal), RoutingRefusal.class))
          .isEqualTo(refusal);
    }
  }

  @Test
  void anUnpairedSurrogateDoesNotBreakARequest() {
    RoutingRequest request = Requests.of("auto", "a\ud800b");

    assertThat(json.readValue(json.writeValueAsString(request), RoutingRequest.class).model())
        .isEqualTo("auto");
  }
}
