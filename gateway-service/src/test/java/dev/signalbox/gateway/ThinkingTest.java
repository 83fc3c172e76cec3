package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Thinking;
import dev.signalbox.router.api.ThinkingForm;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each server is told in its own form how much to think. */
class ThinkingTest extends GatewayTest {
  private static final ThinkingForm SWITCH =
      new ThinkingForm("enable_thinking", Map.of(), "thinking_token_budget");
  private static final ThinkingForm WORDS =
      new ThinkingForm(null, Map.of(Effort.OFF, "minimal", Effort.HIGH, "high"), null);

  private static final ThinkingForm OWN = new ThinkingForm("think_hard", Map.of(), "own_budget");

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OFF  | 0   | 'reasoning_effort': 'high'      | 'reasoning_effort': 'minimal'",
        "OFF  | 0   | 'reasoning_effort': 'none'      | 'reasoning_effort': 'none'",
        "OFF  | 0   | 'reasoning_effort': 'ultra'     | 'reasoning_effort': 'minimal'",
        "OFF  | 0   | 'reasoning': {'enabled': true}  | 'reasoning': {'enabled': false}",
        "OFF  | 0   | 'enable_thinking': 'true'       | 'enable_thinking': 'false'",
        "OFF  | 0   | 'thinking': {'type': 'enabled'} | 'thinking': {'type': 'disabled'}",
        "LOW  | 256 | 'reasoning_effort': 'High'      | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': 'low'       | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': 'minimal'   | 'reasoning_effort': 'minimal'",
        "LOW  | 256 | 'reasoning': {'effort': 'max', 'a': 1} | 'reasoning': {'effort': 'low', 'a': 1}",
        "HIGH | 512 | 'reasoning_effort': 'high'      | 'reasoning_effort': 'high'",
        "HIGH | 512 | 'reasoning_effort': 'xhigh'     | 'reasoning_effort': 'high'",
        "HIGH | 512 | 'reasoning_effort': 'ultra'     | 'reasoning_effort': 'ultra'",
        "HIGH | 512 | 'thinking_token_budget': 512    | 'thinking_token_budget': 512",
        "HIGH | 512 | 'thinking_token_budget': 513    | 'thinking_token_budget': 512",
        "HIGH | 512 | 'thinking_budget': -1           | 'thinking_budget': 512",
        "HIGH | 512 | 'thinking_budget': 1e99999999999 | 'thinking_budget': 512",
        "HIGH | 512 | 'thinking': {'type': 'enabled', 'budget_tokens': 9000} "
            + "| 'thinking': {'type': 'enabled', 'budget_tokens': 512}",
        "HIGH | 512 | 'reasoning_effort': null        | 'reasoning_effort': null",
        "LOW  | 256 | 'reasoning_effort': 7           | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': 0.5         | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': true        | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': ['high', {}] | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': {'a': [1]}  | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': 'banana'    | 'reasoning_effort': 'low'",
        "LOW  | 256 | 'reasoning_effort': null        | 'reasoning_effort': null",
        "LOW  | 256 | 'reasoning_effort': false       | 'reasoning_effort': false",
        "LOW  | 256 | 'reasoning': {'effort': [3], 'a': 1} | 'reasoning': {'effort': 'low', 'a': 1}",
        "LOW  | 256 | 'chat_template_kwargs': {'reasoning_effort': 7} "
            + "| 'chat_template_kwargs': {'reasoning_effort': 'low'}",
        "HIGH | 512 | 'reasoning_effort': 7           | 'reasoning_effort': 7",
        "OFF  | 0   | 'reasoning_effort': 7           | 'reasoning_effort': 'minimal'",
        "HIGH | 512 | 'thinking_budget': '9000'       | 'thinking_budget': 512",
        "HIGH | 512 | 'thinking_budget': '12'         | 'thinking_budget': '12'",
        "HIGH | 512 | 'thinking_budget': true         | 'thinking_budget': 512",
        "HIGH | 512 | 'thinking_budget': null         | 'thinking_budget': 512",
        "HIGH | 512 | 'thinking_budget': [9000]       | 'thinking_budget': 512"
      },
      quoteCharacter = '#')
  void clientsOwnWishIsLoweredToThePolicysLimit(Effort most, int budget, String wish, String told)
      throws Exception {
    gateway().router().limitThinking(new Thinking(most, budget));
    String sent = sent(WORDS, new Thinking(Effort.HIGH, 1), wish.replace('\'', '"') + ",");

    assertThat(sent)
        .isEqualTo(
            "{\"model\":\"m\","
                + told.replace('\'', '"')
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
  }

  @Test
  void limitIsToldInTheServersFormWhereTheClientDoesNotSayItThere() throws Exception {
    gateway().router().limitThinking(new Thinking(Effort.HIGH, 512));
    Thinking unheard = new Thinking(Effort.LOW, 1);
    assertThat(sent(SWITCH, unheard, "\"reasoning_effort\":\"low\","))
        .contains("\"reasoning_effort\":\"low\"")
        .endsWith("}],\"thinking_token_budget\":512}");

    gateway().router().clear();
    gateway().router().limitThinking(new Thinking(Effort.HIGH, 512));
    assertThat(sent(SWITCH, unheard, "\"thinking_budget\":9,")).endsWith("}]}");

    gateway().router().clear();
    gateway().router().limitThinking(new Thinking(Effort.OFF, 0));
    assertThat(sent(SWITCH, unheard, "\"reasoning_effort\":\"low\","))
        .contains("\"reasoning_effort\":\"none\"")
        .endsWith("}],\"chat_template_kwargs\":{\"enable_thinking\":false}}");

    gateway().router().clear();
    gateway().router().limitThinking(new Thinking(Effort.OFF, 0));
    assertThat(sent(SWITCH, unheard, "\"chat_template_kwargs\":{\"enable_thinking\":true},"))
        .contains("\"chat_template_kwargs\":{\"enable_thinking\":false}")
        .endsWith("}]}");
  }

  /** Policies and clients say their own; {@code told} is what stands in the place of the wish. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "HIGH | 1024 | 'own_budget': 100    | 'own_budget': 100",
        "HIGH | 1024 | 'own_budget': 1025   | 'own_budget': 1024",
        "HIGH | 1024 | 'own_budget': -1     | 'own_budget': 1024",
        "HIGH | 1024 | 'own_budget': '9000' | 'own_budget': 1024",
        "HIGH | 1024 | 'own_budget': null   | 'own_budget': 1024",
        "HIGH | 1024 | 'own\\u005fbudget': 5000 | 'own\\u005fbudget': 1024",
        "OFF  | 0    | 'own_budget': 100    | 'own_budget': 0",
        "HIGH | 1024 | 'thinking': {'type': 'adaptive'}, 'own_budget': 5000 "
            + "| 'thinking': {'type': 'adaptive'}, 'own_budget': 1024"
      })
  void budgetUnderAServersOwnNameStandsOnceAndWithinWhatWasDecided(
      Effort effort, int budget, String wish, String told) throws Exception {
    String sent = sent(OWN, new Thinking(effort, budget), wish.replace('\'', '"') + ",");

    assertThat(sent)
        .isEqualTo(
            "{\"model\":\"m\","
                + told.replace('\'', '"')
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
                + ",\"chat_template_kwargs\":{\"think_hard\":"
                + (effort != Effort.OFF)
                + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "OFF | 0 | 'chat_template_kwargs': {'think_hard': true} "
            + "| 'chat_template_kwargs': {'think_hard': false}",
        "OFF | 0 | 'chat_template_kwargs': {'a': [1], 'think_hard': 'on'} "
            + "| 'chat_template_kwargs': {'a': [1], 'think_hard': 'off'}",
        "OFF | 0 | 'chat_template_kwargs': {'think_hard': false, 'a': true} "
            + "| 'chat_template_kwargs': {'think_hard': false, 'a': true}",
        "OFF | 0 | 'chat_template_kwargs': {'think_hard': true}, 'own_budget': 7 "
            + "| 'chat_template_kwargs': {'think_hard': false}, 'own_budget': 0",
        "HIGH | 512 | 'chat_template_kwargs': {'think_hard': true}, 'own_budget': 513 "
            + "| 'chat_template_kwargs': {'think_hard': true}, 'own_budget': 512",
        "HIGH | 512 | 'reasoning_effort': 'high', 'own_budget': 12 "
            + "| 'reasoning_effort': 'high', 'own_budget': 12"
      })
  void switchesAndBudgetsUnderAServersOwnNamesAreLoweredToThePolicysLimit(
      Effort most, int budget, String wish, String told) throws Exception {
    gateway().router().limitThinking(new Thinking(most, budget));
    String sent = sent(OWN, new Thinking(Effort.HIGH, 1), wish.replace('\'', '"') + ",");

    assertThat(sent)
        .isEqualTo(
            "{\"model\":\"m\","
                + told.replace('\'', '"')
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
  }

  @Test
  void messagesThatNameAServersOwnBudgetHaveItOnce() throws Exception {
    String on = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1500},\"own_budget\":100,";

    assertThat(sentAsMessages(OWN, new Thinking(Effort.OFF, 0), on))
        .containsOnlyOnce("own_budget")
        .contains("\"own_budget\":100");
  }

  /** A number bounds thinking only where a budget is expected. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'reasoning_effort': 7 | 'reasoning_effort':'low'",
        "'reasoning_effort': 'banana' | 'reasoning_effort':'low'",
        "'reasoning_effort': null | 'reasoning_effort':null",
        "'chat_template_kwargs': {'enable_thinking': 1} | {'enable_thinking':1}"
      })
  void budgetIsToldWhereNoneWasSaid(String wish, String told) throws Exception {
    gateway().router().limitThinking(new Thinking(Effort.LOW, 500));
    String sent = sent(SWITCH, new Thinking(Effort.LOW, 1), wish.replace('\'', '"') + ",");

    assertThat(sent.replace(" ", ""))
        .contains(told.replace('\'', '"'))
        .endsWith(",\"thinking_token_budget\":500}");
  }

  @Test
  void messagesAreBoundAsChatsAre() throws Exception {
    String on = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":9000},";
    gateway().router().limitThinking(new Thinking(Effort.LOW, 256));
    assertThat(sentAsMessages(SWITCH, new Thinking(Effort.OFF, 0), on))
        .contains("\"reasoning_effort\":\"low\"")
        .endsWith(
            ",\"chat_template_kwargs\":{\"enable_thinking\":true},\"thinking_token_budget\":256}");

    gateway().router().limitThinking(new Thinking(Effort.OFF, 0));
    assertThat(sentAsMessages(SWITCH, new Thinking(Effort.OFF, 0), on))
        .contains("\"reasoning_effort\":\"none\"")
        .endsWith(",\"chat_template_kwargs\":{\"enable_thinking\":false}}");
  }

  private String sentAsMessages(@Nullable ThinkingForm form, Thinking policy, String members)
      throws Exception {
    gateway().router().think(form, policy);
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    String body =
        "{\"model\":\"auto\",\"max_tokens\":9,"
            + members
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    assertThat(client().post("/v1/messages", body, "").read().status()).isEqualTo(200);
    String sent = upstream.next().body();
    gateway().router().clear();
    return sent.substring(sent.indexOf("],"));
  }

  @Test
  void messagesThatWantNoThinkingGetNone() throws Exception {
    String off = "\"thinking\":{\"type\":\"disabled\"},";
    Thinking much = new Thinking(Effort.HIGH, 1_024);

    assertThat(sentAsMessages(SWITCH, much, off))
        .endsWith("\"max_tokens\":9,\"chat_template_kwargs\":{\"enable_thinking\":false}}");
    assertThat(sentAsMessages(WORDS, much, off))
        .endsWith("\"max_tokens\":9,\"reasoning_effort\":\"minimal\"}");
    assertThat(sentAsMessages(null, much, off)).endsWith("\"max_tokens\":9}");
    assertThat(sentAsMessages(SWITCH, much, off + "\"output_config\":{\"effort\":\"high\"},"))
        .endsWith("\"max_tokens\":9,\"chat_template_kwargs\":{\"enable_thinking\":false}}");
  }

  @Test
  void messagesThatWantThinkingGetTheirBudget() throws Exception {
    String on = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1500},";
    Thinking none = new Thinking(Effort.OFF, 0);

    assertThat(sentAsMessages(SWITCH, none, on))
        .contains("\"reasoning_effort\":\"low\"")
        .endsWith(
            ",\"chat_template_kwargs\":{\"enable_thinking\":true},\"thinking_token_budget\":1500}");
    assertThat(sentAsMessages(WORDS, none, on))
        .containsOnlyOnce("reasoning_effort")
        .contains("\"reasoning_effort\":\"low\"");
    assertThat(sentAsMessages(null, none, on)).contains("\"reasoning_effort\":\"low\"");
  }

  @Test
  void messagesThatTellTheServerItselfAreNotContradicted() throws Exception {
    String wish = "\"chat_template_kwargs\":{\"enable_thinking\":true}";

    assertThat(
            sentAsMessages(
                SWITCH,
                new Thinking(Effort.OFF, 0),
                "\"thinking\":{\"type\":\"disabled\"}," + wish + ","))
        .containsOnlyOnce(wish)
        .doesNotContain("false");
  }

  @Test
  void messagesThatLeaveItOpenLeaveItToThePolicy() throws Exception {
    String open = "\"thinking\":{\"type\":\"adaptive\"},";

    assertThat(sentAsMessages(SWITCH, new Thinking(Effort.OFF, 0), open))
        .endsWith(",\"chat_template_kwargs\":{\"enable_thinking\":false}}");
  }

  private ClientThinking routedAs(String path, String members) throws Exception {
    upstream(Call::plainAnswer);
    String prompt =
        path.equals("/v1/responses")
            ? "\"input\":\"hi\"}"
            : "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    assertThat(client().post(path, "{\"model\":\"auto\"," + members + prompt, "").read().status())
        .isEqualTo(200);
    return gateway().router().last().clientThinking();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions | | OPEN",
        "/v1/chat/completions | \"reasoning_effort\":\"low\", | ON",
        "/v1/chat/completions | \"reasoning_effort\":\"minimal\", | OFF",
        "/v1/chat/completions | \"reasoning_effort\":null, | OTHER",
        "/v1/chat/completions | \"reasoning\":{\"effort\":\"high\"}, | ON",
        "/v1/chat/completions | \"reasoning\":{\"exclude\":true}, | OTHER",
        "/v1/chat/completions | \"thinking\":{\"type\":\"disabled\"}, | OFF",
        "/v1/chat/completions | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":9}, | ON",
        "/v1/chat/completions | \"thinking\":{\"type\":\"adaptive\"}, | OPEN",
        "/v1/chat/completions | \"reasoning_effort\":\"adaptive\", | OTHER",
        "/v1/chat/completions | \"reasoning_effort\":\"None\", | OFF",
        "/v1/chat/completions | \"reasoning_effort\":[\"high\"], | OTHER",
        "/v1/chat/completions | \"reasoning_effort\":7, | OTHER",
        "/v1/chat/completions | \"reasoning_effort\":0, | OTHER",
        "/v1/chat/completions | \"reasoning_effort\":\"high\",\"thinking_budget\":null, | ON",
        "/v1/chat/completions | \"enable_thinking\":\"false\", | OFF",
        "/v1/chat/completions | \"enable_thinking\":false, | OFF",
        "/v1/chat/completions | \"thinking_budget\":-1, | OTHER",
        "/v1/chat/completions | \"thinking_budget\":12345678901234567890, | ON",
        "/v1/chat/completions | \"thinking_budget\":0, | OFF",
        "/v1/chat/completions | \"thinking_token_budget\":512, | ON",
        "/v1/chat/completions | \"chat_template_kwargs\":{\"enable_thinking\":true}, | ON",
        "/v1/chat/completions | \"chat_template_kwargs\":{\"thinking\":false,\"a\":[1]}, | OFF",
        "/v1/chat/completions | \"chat_template_kwargs\":{\"thinking\":false,\"a\":true}, | OTHER",
        "/v1/chat/completions | \"reasoning_effort\":\"none\",\"chat_template_kwargs\":{\"a\":true}, | OTHER",
        "/v1/chat/completions | \"reasoning_effort\":\"low\",\"chat_template_kwargs\":{\"a\":true}, | ON",
        "/v1/chat/completions | \"chat_template_kwargs\":{\"tone\":{\"thinking\":1}}, | OTHER",
        "/v1/chat/completions | \"chat_template_kwargs\":{\"type\":\"adaptive\"}, | OTHER",
        "/v1/chat/completions | \"thinking_budget\":9,\"enable_thinking\":false, | OTHER",
        "/v1/messages | | OPEN",
        "/v1/messages | \"thinking\":{\"type\":\"adaptive\"}, | OPEN",
        "/v1/messages | \"thinking\":{\"type\":\"disabled\"}, | OFF",
        "/v1/messages | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1500}, | ON",
        "/v1/messages | \"output_config\":{\"effort\":\"high\"}, | ON",
        "/v1/responses | | OPEN",
        "/v1/responses | \"reasoning\":{\"effort\":\"low\"}, | ON",
        "/v1/responses | \"reasoning\":{\"effort\":\"none\"}, | OFF",
        "/v1/route | \"reasoning_effort\":\"low\", | ON"
      })
  void routerHearsWhatTheClientSaysItself(
      String path, @Nullable String members, ClientThinking said) throws Exception {
    assertThat(routedAs(path, members == null ? "" : members)).isEqualTo(said);
  }
}
