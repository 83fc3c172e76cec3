package dev.signalbox.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RouteTest {
  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void jsonHoldsTheExplanationWhereItWasAskedFor() {
    JsonNode decision = json("{\"policy\":\"default\",\"difficulty\":0.25}");
    JsonNode policy = json("{\"id\":\"default\",\"aims\":{}}");

    assertThat(Route.withPolicy(decision, policy))
        .isEqualTo(
            json(
                """
                {"policy":"default","difficulty":0.25,"explanation":{"id":"default","aims":{}}}
                """));
    assertThat(Route.withPolicy(decision, null)).isEqualTo(decision);
  }
}
