package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Thinking;
import dev.signalbox.router.api.ThinkingForm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each server is told in its own form how much to think. */
class ThinkingTest extends GatewayTest {
  private static final ThinkingForm SWITCH =
      new ThinkingForm("enable_thinking", Map.of(), "thinking_token_budget");
  private static final ThinkingForm WORDS =
      new ThinkingForm(null, Map.of(Effort.OFF, "minimal", Effort.HIGH, "high"), null);

  private String sent(ThinkingForm form, Thinking thinking, String members) throws Exception {
    gateway().router().think(form, thinking);
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    assertThat(client().chat(members).read().status()).isEqualTo(200);
    return upstream.next().body();
  }

  @Test
  void bySwitchAndBudget() throws Exception {
    assertThat(sent(SWITCH, new Thinking(Effort.HIGH, 1_024), "\"a\": 1,"))
        .isEqualTo(
            "{\"model\":\"m\",\"a\": 1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
                + ",\"chat_template_kwargs\":{\"enable_thinking\":true}"
                + ",\"thinking_token_budget\":1024}");
    gateway().router().clear();
    assertThat(sent(SWITCH, new Thinking(Effort.OFF, 0), ""))
        .endsWith(",\"chat_template_kwargs\":{\"enable_thinking\":false}}");
  }

  @Test
  void byWordsThatTheServerReads() throws Exception {
    assertThat(sent(WORDS, new Thinking(Effort.HIGH, 1_024), ""))
        .endsWith("],\"reasoning_effort\":\"high\"}");
    gateway().router().clear();
    assertThat(sent(WORDS, new Thinking(Effort.LOW, 1_024), "")).endsWith("}]}");
  }

  @Test
  void clientThatSaysSoItselfIsNotContradicted() throws Exception {
    String wish = "\"chat_template_kwargs\": {\"enable_thinking\": false},";
    assertThat(sent(SWITCH, new Thinking(Effort.HIGH, 1_024), wish))
        .contains(wish)
        .doesNotContain("budget")
        .doesNotContain("true");
  }
}
