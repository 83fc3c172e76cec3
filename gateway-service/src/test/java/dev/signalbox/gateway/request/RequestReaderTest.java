package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
  private final RequestReader reader = new RequestReader(64, 1 << 20);

  private RequestBody read(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return reader.read(Endpoint.CHAT, bytes, bytes.length);
  }

  private Refusal refused(String json) {
    RefusedException e = catchThrowableOfType(RefusedException.class, () -> read(json));
    assertThat(e).as("refusal of %s", json).isNotNull();
    return e.refusal();
  }

  private String upstream(String json) {
    byte[] name = "\"up\"".getBytes(StandardCharsets.UTF_8);
    ByteBuf body = read(json).forUpstream(UnpooledByteBufAllocator.DEFAULT, name);
    try {
      return body.toString(StandardCharsets.UTF_8);
    } finally {
      body.release();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"a\"|1|1", "[\"a\",\"b\"]|2|4", "[1,2,3]|1|1", "[[1,2],[3]]|1|2", "[]|1|1"})
  void everyPromptOfACompletionHasItsChoices(String prompt, int n, int choices) {
    String json =
        "{\"model\":\"auto\",\"stream\":true,\"n\":%d,\"prompt\":%s}".formatted(n, prompt);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    RequestFacts facts = reader.read(Endpoint.COMPLETIONS, bytes, bytes.length).facts();

    assertThat(facts.choices()).isEqualTo(choices);
    assertThat(facts.resumable()).isEqualTo(choices == 1);
  }

  @Test
  void readsWhatRoutingNeeds() {
    RequestFacts facts =
        read("""
        {"model":"auto","stream":true,"stream_options":{"include_usage":true},"n":2,"max_tokens":7,
         "messages":[{"role":"system","content":"be brief"},{"content":"a turn that says something","role":"user"},
          {"role":"assistant","content":null,"tool_calls":[{"id":"1"}]},
          {"role":"user","content":[{"type":"text","text":"a\\n\\u00e9"},{"type":"image_url","image_url":{"url":"data:"}},{"type":"text","text":"b"}]}],
         "tools":[{"type":"function","function":{"name":"f"}}],"logprobs":true,
         "response_format":{"type":"json_schema"},
         "signalbox":{"policy":"p","max_large_share":0.5,"quality":1,"session":"s","explain":true}}\
        """)
            .facts();

    assertThat(facts.model()).isEqualTo("auto");
    assertThat(facts.stream()).isTrue();
    assertThat(facts.includeUsage()).isTrue();
    assertThat(facts.choices()).isEqualTo(2);
    assertThat(facts.maxTokens()).isEqualTo(7);
    assertThat(facts.prompt())
        .isEqualTo(new RoutingPrompt("a\né\nb", "a turn that says something", "be brief", 4, 44));
    assertThat(facts.needs())
        .containsExactlyInAnyOrder(
            Capability.CHAT,
            Capability.IMAGES,
            Capability.TOOLS,
            Capability.LOGPROBS,
            Capability.JSON_SCHEMA);
    assertThat(facts.attachments()).isEqualTo(1);
    assertThat(facts.tools()).isEqualTo(1);
    assertThat(facts.explain()).isTrue();
    assertThat(facts.preferences()).isEqualTo(new Preferences(null, "p", 0.5, 1.0, "s"));
  }

  @Test
  void longTextIsCutToItsHeadAndTail() {
    String text = "h" + "é".repeat(40_000) + "\\\"t";
    RequestFacts facts =
        read("{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}")
            .facts();

    assertThat(facts.prompt().lastUser())
        .startsWith("hé")
        .endsWith("é\"t")
        .hasSizeLessThanOrEqualTo(RoutingPrompt.MAX_CHARS);
    assertThat(facts.prompt().totalChars()).isGreaterThanOrEqualTo(40_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"x\",MESSAGES}|{\"model\":\"up\",MESSAGES}",
        "{ \"model\" : \"x\" , \"signalbox\" : {} , MESSAGES }|{ \"model\" : \"up\" ,  MESSAGES }",
        "{MESSAGES,\"model\":\"x\",\"signalbox\":{\"explain\":true}}|{MESSAGES,\"model\":\"up\"}",
        "{\"signalbox\":null,MESSAGES,\"model\":\"\\u0078\"}|{MESSAGES,\"model\":\"up\"}",
        "{\"model\":\"x\",\"stream\":true,MESSAGES}|{\"model\":\"up\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\":true}}",
        "{\"stream\":true,MESSAGES,\"model\":\"x\", \"signalbox\":{}"
            + " }|{\"stream\":true,MESSAGES,\"model\":\"up\""
            + " ,\"stream_options\":{\"include_usage\":true}}",
        "{\"model\":\"x\",\"stream\":true,MESSAGES,\"stream_options\":{}}|{\"model\":\"up\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\":true}}",
        "{\"model\":\"x\",\"stream\":true,MESSAGES,\"stream_options\":null}|{\"model\":\"up\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\":true}}",
        "{\"model\":\"x\",\"stream\":true,MESSAGES,\"stream_options\":{\"a\":1}}|{\"model\":\"up\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\":true,\"a\":1}}",
        "{\"model\":\"x\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\": false"
            + " }}|{\"model\":\"up\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\":"
            + " true }}",
        "{\"model\":\"x\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\":true}}|{\"model\":\"up\",\"stream\":true,MESSAGES,\"stream_options\":{\"include_usage\":true}}"
      })
  void onlyWhatMustChangeChanges(String from, String to) {
    assertThat(upstream(from.replace("MESSAGES", MESSAGES)))
        .isEqualTo(to.replace("MESSAGES", MESSAGES));
  }

  @Test
  void duplicateNamesAreRefusedWhereverTheyStand() {
    for (String json :
        new String[] {
          "{\"model\":\"x\",\"model\":\"y\"," + MESSAGES + "}",
          "{\"model\":\"x\",\"mod\\u0065l\":\"y\"," + MESSAGES + "}",
          "{\"model\":\"x\",\"signalbox\":{\"mode\":\"auto\",\"mode\":\"auto\"}," + MESSAGES + "}",
          "{\"model\":\"x\",\"messages\":[{\"role\":\"user\",\"role\":\"system\",\"content\":\"\"}]}",
          "{\"model\":\"x\",\"a\":{\"b\":[{\"c\":1,\"c\":1}]}," + MESSAGES + "}"
        }) {
      Refusal refusal = refused(json);
      assertThat(refusal.code()).isEqualTo("duplicate_key");
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(refusal.message()).contains("line 1, column");
    }
    assertThat(refused("{\"a\":1,\n\"a\":2}").message()).contains("\"a\"").contains("line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":1,MESSAGES}|model",
        "{MESSAGES}|model",
        "{\"model\":\"x\"}|messages",
        "{\"model\":\"x\",\"stream\":\"yes\",MESSAGES}|stream",
        "{\"model\":\"x\",\"n\":1.5,MESSAGES}|n",
        "{\"model\":\"x\",\"signalbox\":[],MESSAGES}|signalbox",
        "{\"model\":\"x\",\"signalbox\":{\"mode\":\"tokens\"},MESSAGES}|signalbox.mode",
        "{\"model\":\"x\",\"signalbox\":{\"quality\":2},MESSAGES}|signalbox.quality",
        "{\"model\":\"x\",\"signalbox\":{\"moode\":1},MESSAGES}|signalbox.moode"
      })
  void wrongFieldsAreNamed(String json, String param) {
    Refusal refusal = refused(json.replace("MESSAGES", MESSAGES));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.code()).isEqualTo("invalid_request");
    assertThat(refusal.param()).isEqualTo(param);
    assertThat(refusal.message()).contains(param).contains("expected");
  }

  @ParameterizedTest
  @CsvSource({
    "max_tokens, 2147483648",
    "max_tokens, 3000000000",
    "max_completion_tokens, 1000000000000",
    "n, 99999999999999999999999999"
  })
  void numberThatIsTooGreatIsToldTheBound(String field, String value) {
    String json = "{\"model\":\"x\",MESSAGES,\"" + field + "\":" + value + "}";

    assertThat(refused(json.replace("MESSAGES", MESSAGES)).message())
        .startsWith(field + ": " + value + " (line ")
        .endsWith("(expected: a whole number, at most 2147483647)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CHAT|messages|{\"role\":\"user\",\"content\":\"hi\"}|an object (line 1, column 25)",
        "CHAT|messages|\"hi\"|a string",
        "CHAT|messages[1]|[{\"role\":\"user\"},[{}]]|an array",
        "COMPLETIONS|prompt|{\"text\":\"hi\"}|an object",
        "COMPLETIONS|prompt|true|true",
        "EMBEDDINGS|input|{\"text\":[{}]}|an object",
        "EMBEDDINGS|input|7|a number"
      })
  void whatIsNoPromptIsRefusedByItsName(
      Endpoint endpoint, String param, String value, String came) {
    String field = param.replaceAll("\\[.*", "");
    byte[] bytes =
        ("{\"model\":\"x\",\"" + field + "\":" + value + ",\"n\":1}")
            .getBytes(StandardCharsets.UTF_8);
    RefusedException e =
        catchThrowableOfType(
            RefusedException.class, () -> reader.read(endpoint, bytes, bytes.length));

    assertThat(e.refusal().code()).isEqualTo("invalid_request");
    assertThat(e.refusal().param()).isEqualTo(param);
    assertThat(e.refusal().message()).startsWith(param + ": " + came).contains("expected: a");
  }

  @Test
  void fieldsOfOtherEndpointsAreNoneOfOurs() {
    String json =
        "{\"model\":\"x\",\"prompt\":{\"a\":[1]},\"input\":{\"stream\":7}," + MESSAGES + "}";

    assertThat(upstream(json)).isEqualTo(json.replace("\"x\"", "\"up\""));
    assertThat(refused("{\"model\":\"x\",\"prompt\":{}}").param()).isEqualTo("messages");
  }

  @Test
  void whatIsNotJsonIsRefusedWithItsPlace() {
    for (String json :
        new String[] {"{\"model\":\n x}", "", "[]", "{\"model\":\"x\"", "{} {}", "\u0000"}) {
      assertThat(refused(json).code()).isEqualTo("invalid_request");
    }
    assertThat(refused("{\"model\":\n x}").message()).contains("line 2, column");
    assertThat(refused("[".repeat(500)).status()).isEqualTo(400);
    assertThat(refused("{\"a\":" + "[".repeat(500)).message()).contains("nesting");
  }

  @Test
  void wrongUtf8IsRefused() {
    byte[] bytes =
        ("{\"model\":\"x\",\"a\":\"?\"," + MESSAGES + "}").getBytes(StandardCharsets.ISO_8859_1);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xFF;

    RefusedException e =
        catchThrowableOfType(
            RefusedException.class, () -> reader.read(Endpoint.CHAT, bytes, bytes.length));

    assertThat(e.refusal().code()).isEqualTo("invalid_request");
  }
}
