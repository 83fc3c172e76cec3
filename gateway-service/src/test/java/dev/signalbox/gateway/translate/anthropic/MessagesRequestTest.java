package dev.signalbox.gateway.translate.anthropic;

import static dev.signalbox.gateway.translate.Translated.chat;
import static dev.signalbox.gateway.translate.Translated.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.translate.Translated;
import dev.signalbox.gateway.translate.Translator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Requests of the Messages API as chat completions. */
class MessagesRequestTest {
  private final Translator api = new MessagesApi(Translated.strict(), Translated.ids());

  private static String body(String members) {
    return "{\"model\":\"auto\",\"max_tokens\":5," + members + "}";
  }

  private static String asked(String members) {
    return body("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]" + members);
  }

  @Test
  void systemComesFirstAndTextsStayTexts() {
    String request =
        body(
            "\"system\":[{\"type\":\"text\",\"text\":\"Be brief.\",\"cache_control\":{\"type\":\"ephemeral\"}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]");
    assertThat(chat(api, request).toString())
        .isEqualTo(
            "{\"model\":\"auto\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":5}");
  }

  @Test
  void conversationWithImagesAndToolsKeepsItsOrder() {
    String messages =
        """
        "messages":[
         {"role":"user","content":[{"type":"text","text":"Look"},
           {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}},
           {"type":"image","source":{"type":"url","url":"https://x/y.png"}}]},
         {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":""},
           {"type":"text","text":"I call"},
           {"type":"tool_use","id":"t1","name":"f","input":{"a":1}}]},
         {"role":"user","content":[
           {"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"one"}]},
           {"type":"text","text":"Go on"}]}]\
        """;
    assertThat(chat(api, body(messages)).path("messages").toString())
        .isEqualTo(
            """
            [{"role":"user","content":[{"type":"text","text":"Look"},\
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},\
            {"type":"image_url","image_url":{"url":"https://x/y.png"}}]},\
            {"role":"assistant","content":"I call","tool_calls":[{"id":"t1","type":"function",\
            "function":{"name":"f","arguments":"{\\"a\\":1}"}}]},\
            {"role":"tool","tool_call_id":"t1","content":"one"},\
            {"role":"user","content":"Go on"}]\
            """);
  }

  @Test
  void optionsAreCarriedOver() {
    String members =
        """
        ,"tools":[{"name":"f","description":"d","input_schema":{"type":"object"}}],
        "tool_choice":{"type":"any","disable_parallel_tool_use":true},
        "stop_sequences":["END"],"temperature":0.5,"top_p":0.9,"top_k":4,
        "metadata":{"user_id":"u"},"stream":true,"thinking":{"type":"enabled","budget_tokens":4000},
        "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},"seed":3\
        """;
    assertThat(chat(api, asked(members)))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"model":"auto","messages":[{"role":"user","content":"x"}],
                    "tools":[{"type":"function","function":{"name":"f","description":"d",
                    "parameters":{"type":"object"}}}],"tool_choice":"required",
                    "parallel_tool_calls":false,"reasoning_effort":"medium",
                    "response_format":{"type":"json_schema","json_schema":{"name":"output",
                    "schema":{"type":"object"}}},"stop":["END"],"user":"u","temperature":0.5,
                    "top_p":0.9,"top_k":4,"seed":3,"max_tokens":5,"stream":true,
                    "stream_options":{"include_usage":true}}
                    """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        ",\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"w\"}]|tools[0].type",
        ",\"mcp_servers\":[{\"url\":\"x\"}]|mcp_servers",
        ",\"container\":\"c\"|container"
      })
  void whatIsNotThereIsRefusedByName(String members, String place) {
    BadRequest refusal = refusal(api, asked(members));

    assertThat(refusal.code()).isEqualTo("unsupported_feature");
    assertThat(refusal.param()).isEqualTo(place);
  }

  @Test
  void refusedToolSaysWhichThereAre() {
    assertThat(
            refusal(api, asked(",\"tools\":[{\"type\":\"bash_20250124\",\"name\":\"bash\"}]"))
                .message())
        .isEqualTo(
            "tools[0].type: \"bash_20250124\" cannot be sent on (expected: custom, a tool with an"
                + " input_schema of its own)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 (expected: a whole number, at least 1)",
        "-1000000000000|-1000000000000 (expected: a whole number, at least 1)",
        "2147483648|2147483648 (expected: a whole number, at most 2147483647)",
        "1000000000000|1000000000000 (expected: a whole number, at most 2147483647)"
      })
  void numberBeyondItsBoundsIsToldTheBound(String number, String expected) {
    BadRequest refusal =
        refusal(
            api,
            body("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]")
                .replace("\"max_tokens\":5", "\"max_tokens\":" + number));

    assertThat(refusal.message()).isEqualTo("max_tokens: " + expected);
  }

  @Test
  void messageWithoutBlocksIsToldWhatItLacks() {
    String messages = "\"messages\":[{\"role\":\"user\",\"content\":[]}]";
    assertThat(refusal(api, body(messages)).message())
        .isEqualTo("messages[0].content: an empty array (expected: at least one block)");
  }

  @Test
  void answerBegunByTheClientIsRefused() {
    BadRequest refusal =
        refusal(
            api,
            body(
                "\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"{\"}]"));

    assertThat(refusal.code()).isEqualTo("unsupported_feature");
    assertThat(refusal.param()).isEqualTo("messages[1].role");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|max_tokens",
        "{\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|model",
        "{\"model\":\"a\",\"max_tokens\":1}|messages",
        "{\"model\":\"a\",\"max_tokens\":1,\"messages\":[]}|messages",
        "{\"model\":\"a\",\"max_tokens\":1,\"messages\":[{\"role\":\"x\",\"content\":\"\"}]}|messages[0].role",
        "{\"model\":\"a\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\"}]}|messages[0].content",
        "{\"model\":\"a\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_use\"}]}]}|messages[0].content[0].type",
        "{\"model\":\"a\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[]}]}|messages[0].content",
        "{\"model\":\"a\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"thinking\"}]}]}|messages[0].content[0].type",
        "{\"model\":\"a\",\"max_tokens\":1e1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|max_tokens"
      })
  void wrongFieldIsNamed(String body, String place) {
    BadRequest refusal = refusal(api, body);

    assertThat(refusal.code()).isEqualTo("invalid_request");
    assertThat(refusal.param()).isEqualTo(place);
    assertThat(refusal.message()).startsWith(place + ": ").contains("expected");
  }
}
