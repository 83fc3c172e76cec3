package dev.signalbox.gateway.translate.responses;

import static dev.signalbox.gateway.translate.Translated.chat;
import static dev.signalbox.gateway.translate.Translated.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.translate.Translated;
import dev.signalbox.gateway.translate.Translator;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of the Responses API as chat completions. */
class ResponsesRequestTest {
  private final Translator api =
      new ResponsesApi(Translated.strict(), InstantSource.fixed(Instant.EPOCH), Translated.ids());

  private String translated(String members) {
    return chat(api, "{\"model\":\"auto\"," + members + "}").toString();
  }

  @Test
  void textIsTheUsersMessageAndInstructionsComeFirst() {
    assertThat(translated("\"instructions\":\"Be brief.\",\"input\":\"Hi\""))
        .isEqualTo(
            "{\"model\":\"auto\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  @Test
  void conversationWithImagesAndCallsKeepsItsOrder() {
    String input =
        """
        [{"role":"user","content":[{"type":"input_text","text":"Look"},
           {"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"low"}]},
         {"type":"reasoning","id":"rs_1","summary":[]},
         {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Hm"}]},
         {"type":"function_call","call_id":"c1","name":"f","arguments":"{\\"a\\":1}"},
         {"type":"function_call","call_id":"c2","name":"g","arguments":"{}"},
         {"type":"function_call_output","call_id":"c1","output":"one"},
         {"type":"function_call_output","call_id":"c2","output":[{"type":"input_text","text":"two"}]}]
        """;
    assertThat(translated("\"input\":" + input))
        .isEqualTo(
            """
            {"model":"auto","messages":[\
            {"role":"user","content":[{"type":"text","text":"Look"},\
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}}]},\
            {"role":"assistant","content":"Hm","tool_calls":[\
            {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},\
            {"id":"c2","type":"function","function":{"name":"g","arguments":"{}"}}]},\
            {"role":"tool","tool_call_id":"c1","content":"one"},\
            {"role":"tool","tool_call_id":"c2","content":"two"}]}\
            """);
  }

  @Test
  void callWithoutTextIsATurnOfItsOwn() {
    assertThat(
            translated(
                "\"input\":[{\"role\":\"user\",\"content\":\"x\"},{\"type\":\"function_call\","
                    + "\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}]"))
        .contains("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\"");
  }

  @Test
  void toolsChoiceAndShapeOfTheAnswerAreCarriedOver() {
    String members =
        """
        "input":"x",
        "tools":[{"type":"function","name":"f","description":"d","strict":true,
          "parameters":{"type":"object","properties":{"n":{"type":"number","minimum":0.10}}}}],
        "tool_choice":{"type":"function","name":"f"},"parallel_tool_calls":false,
        "text":{"verbosity":"low","format":{"type":"json_schema","name":"s","strict":true,
          "schema":{"type":"object"}}},
        "reasoning":{"effort":"low"},"max_output_tokens":7,"temperature":0.5,"top_p":0.9,
        "stream":true,"metadata":{"a":"b"},"store":false,"top_k":3,"signalbox":{"explain":true}\
        """;
    assertThat(chat(api, "{\"model\":\"auto\"," + members + "}"))
        .isEqualTo(
            tools.jackson.databind.json.JsonMapper.shared()
                .readTree(
                    """
                    {"model":"auto","messages":[{"role":"user","content":"x"}],
                    "tools":[{"type":"function","function":{"name":"f","description":"d",
                    "parameters":{"type":"object","properties":{"n":{"type":"number","minimum":0.10}}},
                    "strict":true}}],
                    "tool_choice":{"type":"function","function":{"name":"f"}},
                    "stream":true,"stream_options":{"include_usage":true},"max_tokens":7,
                    "verbosity":"low","response_format":{"type":"json_schema","json_schema":
                    {"name":"s","schema":{"type":"object"},"strict":true}},"reasoning_effort":"low",
                    "parallel_tool_calls":false,"temperature":0.5,"top_p":0.9,"top_k":3,
                    "signalbox":{"explain":true}}
                    """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "store|true",
        "background|true",
        "previous_response_id|\"resp_1\"",
        "conversation|\"conv_1\"",
        "prompt|{\"id\":\"p\"}",
        "truncation|\"auto\"",
        "top_logprobs|3",
        "moderation|{\"model\":\"x\"}",
        "context_management|[{\"type\":\"compaction\"}]"
      })
  void whatNeedsAMemoryOrIsNotThereIsRefusedByName(String field, String value) {
    BadRequest refusal =
        refusal(api, "{\"model\":\"auto\",\"input\":\"x\",\"" + field + "\":" + value + "}");

    assertThat(refusal.param()).isEqualTo(field);
    assertThat(refusal.code()).isEqualTo("unsupported_feature");
    assertThat(refusal.message()).startsWith(field + ": ");
  }

  @ParameterizedTest
  @CsvSource({"custom", "namespace", "web_search"})
  void refusedToolSaysWhichThereAre(String type) {
    String tool = "\"tools\":[{\"type\":\"" + type + "\",\"name\":\"n\"}]";
    assertThat(refusal(api, "{\"model\":\"auto\",\"input\":\"x\"," + tool + "}").message())
        .isEqualTo("tools[0].type: \"" + type + "\" cannot be sent on (expected: function)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"type\":\"item_reference\",\"id\":\"msg_1\"}|input[0].type",
        "{\"type\":null,\"id\":\"msg_1\"}|input[0].id",
        "{\"id\":\"msg_1\"}|input[0].id"
      })
  void referenceToAnItemIsRefused(String item, String place) {
    BadRequest refusal = refusal(api, "{\"model\":\"auto\",\"input\":[" + item + "]}");

    assertThat(refusal.code()).isEqualTo("unsupported_feature");
    assertThat(refusal.message())
        .isEqualTo(place + ": answers are not kept (expected: the item itself)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"tools\":[{\"type\":\"web_search\"}]|tools[0].type",
        "\"include\":[\"message.output_text.logprobs\"]|include[0]",
        "\"tool_choice\":{\"type\":\"mcp\"}|tool_choice.type"
      })
  void toolsThatOpenAiRunsAreUnsupported(String member, String place) {
    BadRequest refusal = refusal(api, "{\"model\":\"auto\",\"input\":\"x\"," + member + "}");

    assertThat(refusal.code()).isEqualTo("unsupported_feature");
    assertThat(refusal.param()).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"input\":\"x\"}|model",
        "{\"model\":\"a\"}|input",
        "{\"model\":\"a\",\"input\":[]}|input",
        "{\"model\":\"a\",\"input\":[{\"role\":\"robot\",\"content\":\"x\"}]}|input[0].role",
        "{\"model\":\"a\",\"input\":[{\"role\":\"user\",\"content\":5}]}|input[0].content",
        "{\"model\":\"a\",\"input\":\"x\",\"max_output_tokens\":0}|max_output_tokens",
        "{\"model\":\"a\",\"input\":\"x\",\"stream\":\"yes\"}|stream",
        "{\"model\":\"a\",\"input\":\"x\",\"metadata\":3}|metadata",
        "{\"model\":\"a\",\"input\":\"x\",\"tools\":[{\"type\":\"function\"}]}|tools[0].name",
        "{\"model\":\"a\",\"input\":\"x\",\"text\":{\"format\":{\"type\":\"x\"}}}|text.format.type",
        "{\"model\":\"a\",\"input\":\"x\",\"messages\":[]}|messages",
        "{\"model\":\"a\",\"input\":\"x\",\"n\":2}|n"
      })
  void wrongFieldIsNamed(String body, String place) {
    BadRequest refusal = refusal(api, body);

    assertThat(refusal.code()).isEqualTo("invalid_request");
    assertThat(refusal.param()).isEqualTo(place);
    assertThat(refusal.message()).startsWith(place + ": ").contains("expected");
  }

  @Test
  void nameThatStandsTwiceIsRefused() {
    assertThat(refusal(api, "{\"model\":\"a\",\"model\":\"b\",\"input\":\"x\"}").code())
        .isEqualTo("duplicate_key");
  }
}
