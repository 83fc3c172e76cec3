package dev.signalbox.gateway.translate.anthropic;

import static dev.signalbox.gateway.translate.Translated.DONE;
import static dev.signalbox.gateway.translate.Translated.call;
import static dev.signalbox.gateway.translate.Translated.delta;
import static dev.signalbox.gateway.translate.Translated.finish;
import static dev.signalbox.gateway.translate.Translated.names;
import static dev.signalbox.gateway.translate.Translated.text;
import static dev.signalbox.gateway.translate.Translated.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.translate.Translated;
import dev.signalbox.gateway.translate.Translated.Event;
import dev.signalbox.gateway.translate.Translator;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers of chat completions as messages, streamed and at once. */
class MessageStreamTest {
  private static final String REQUEST =
      "{\"model\":\"auto\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

  private final Translator api = new MessagesApi(Translated.strict(), Translated.ids());

  private List<Event> stream(String... data) {
    List<Event> events = Translated.stream(api, REQUEST, data);
    assertThat(events).allMatch(e -> e.data().path("type").asString().equals(e.name()));
    return events;
  }

  private static String data(List<Event> events, int index) {
    return events.get(index).data().toString();
  }

  @Test
  void textComesAsOneBlock() {
    List<Event> events =
        stream(
            delta("\"role\":\"assistant\",\"content\":\"\""),
            text("Hel"),
            text("lo"),
            finish("stop"),
            usage(),
            DONE);

    assertThat(names(events))
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(data(events, 0))
        .isEqualTo(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,"
                + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":0,"
                + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
                + "\"output_tokens\":0}}}");
    assertThat(data(events, 1))
        .isEqualTo(
            "{\"type\":\"content_block_start\",\"index\":0,"
                + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    assertThat(data(events, 2))
        .isEqualTo(
            "{\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}");
    assertThat(data(events, 5))
        .isEqualTo(
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                + "\"stop_sequence\":null},\"usage\":{\"input_tokens\":6,"
                + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":4,"
                + "\"output_tokens\":3}}");
  }

  @Test
  void thoughtsTextAndCallsAreBlocksInTheirOrder() {
    List<Event> events =
        stream(
            delta("\"reasoning_content\":\"Hm\""),
            text("I call"),
            call(0, ",\"id\":\"c0\"", ""),
            call(0, "", "{\"a\""),
            call(0, "", ":1}"),
            call(1, ",\"id\":\"c1\"", "{}"),
            finish("tool_calls"),
            usage(),
            DONE);

    assertThat(
            events.stream()
                .filter(e -> e.name().equals("content_block_start"))
                .map(e -> e.data().at("/content_block/type").asString()))
        .containsExactly("thinking", "text", "tool_use", "tool_use");
    assertThat(
            events.stream()
                .filter(e -> e.name().startsWith("content_block"))
                .map(e -> e.data().path("index").asInt()))
        .isSorted();
    assertThat(
            events.stream()
                .filter(e -> e.data().at("/delta/type").asString("").equals("input_json_delta"))
                .map(e -> e.data().at("/delta/partial_json").asString()))
        .containsExactly("{\"a\"", ":1}", "{}");
    assertThat(events.get(events.size() - 2).data().at("/delta/stop_reason").asString())
        .isEqualTo("tool_use");
  }

  @Test
  void callsThatShareAnIndexAreToldApartByTheirIds() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", "{\"a\":1}"),
            call(0, ",\"id\":\"c1\"", "{\"b\":2}"),
            finish("tool_calls"),
            DONE);

    assertThat(
            events.stream()
                .filter(e -> e.name().equals("content_block_start"))
                .map(e -> e.data().at("/content_block/id").asString()))
        .containsExactly("c0", "c1");
  }

  private static String told(List<Event> events) {
    StringBuilder told = new StringBuilder();
    for (Event event : events) {
      JsonNode data = event.data();
      switch (event.name()) {
        case "content_block_start" ->
            told.append(data.at("/content_block/id").asString("text")).append('(');
        case "content_block_delta" ->
            told.append(data.at("/delta/partial_json").asString(""))
                .append(data.at("/delta/text").asString(""))
                .append('|');
        case "content_block_stop" -> told.append(')');
        default -> {}
      }
    }
    return told.toString();
  }

  @Test
  void callsThatInterleaveComeOneAfterTheOther() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", "{"),
            call(1, ",\"id\":\"c1\"", "{"),
            call(0, "", "\"a\":\"}\\\""),
            call(1, "", "\"b\":[{}]"),
            call(0, "", "\"}"),
            call(1, "", "}"),
            finish("tool_calls"),
            DONE);

    assertThat(told(events)).isEqualTo("c0({|\"a\":\"}\\\"|\"}|)c1({\"b\":[{}]|}|)");
    assertThat(events.get(events.size() - 2).data().at("/delta/stop_reason").asString())
        .isEqualTo("tool_use");
  }

  @Test
  void whatComesInTheMiddleOfACallIsHeldBackUntilTheAnswerEnds() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", ""),
            call(1, ",\"id\":\"c1\"", "{}"),
            text("a"),
            text("b"),
            call(0, "", "{\"cut"),
            finish("length"),
            DONE);

    assertThat(told(events)).isEqualTo("c0({\"cut|)c1({}|)text(ab|)");
    assertThat(names(events)).endsWith("content_block_stop", "message_delta", "message_stop");
  }

  @Test
  void pieceOfACallAfterItsEndEndsWithTheErrorEvent() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", "{}"),
            call(1, ",\"id\":\"c1\"", "{}"),
            call(0, "", " \n"),
            call(0, "", "{}"),
            finish("tool_calls"),
            DONE);

    assertThat(told(events)).isEqualTo("c0({}|)c1({}|");
    assertThat(events.getLast().data().at("/error/message").asString())
        .isEqualTo(
            "the gateway broke off the answer, which cannot be passed on: a piece of a tool call"
                + " came after its end");
  }

  @Test
  void noMoreIsHeldBackThanTheLimit() {
    String[] data = new String[35];
    Arrays.fill(data, call(1, "", "x".repeat(1 << 20)));
    data[0] = call(0, ",\"id\":\"c0\"", "{");
    data[1] = call(1, ",\"id\":\"c1\"", "{");
    data[34] = DONE;
    List<Event> events = stream(data);

    assertThat(told(events)).isEqualTo("c0({|");
    assertThat(events.getLast().data().at("/error/message").asString())
        .isEqualTo(
            "the gateway broke off the answer, which cannot be passed on: more than 33554432"
                + " characters of it would have to be kept");
  }

  @ParameterizedTest
  @CsvSource({"stop,end_turn", "length,max_tokens", "content_filter,refusal"})
  void endIsToldInTheApisWords(String finish, String stop) {
    List<Event> events = stream(text("a"), finish(finish), DONE);

    assertThat(events.get(events.size() - 2).data().at("/delta/stop_reason").asString())
        .isEqualTo(stop);
  }

  @Test
  void stopSequenceIsToldWhereTheUpstreamTellsIt() {
    List<Event> events =
        stream(
            text("a"),
            finish("stop")
                .replace("\"finish_reason\"", "\"stop_reason\":\"END\",\"finish_reason\""),
            DONE);

    assertThat(events.get(events.size() - 2).data().path("delta").toString())
        .isEqualTo("{\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\"}");
  }

  @Test
  void brokenStreamEndsWithTheErrorEvent() {
    List<Event> events =
        stream(
            text("a"),
            "{\"error\":{\"message\":\"silent\",\"type\":\"api_error\",\"code\":\"upstream_timeout\"}}",
            DONE);

    assertThat(names(events))
        .containsExactly("message_start", "content_block_start", "content_block_delta", "error");
    assertThat(events.getLast().data().toString())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"timeout_error\",\"message\":\"silent\"},"
                + "\"request_id\":\"req-1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"{\"choices\":[{\"index\":0,}]}", "{\"choices\":5}", "{\"object\":\"list\"}"})
  void chunkThatIsNoneEndsWithTheErrorEvent(String chunk) {
    List<Event> events = stream(text("a"), chunk, text("b"), finish("stop"), DONE);

    assertThat(names(events)).endsWith("content_block_delta", "error");
  }

  @Test
  void contentInPartsIsText() {
    List<Event> events =
        stream(
            delta(
                "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm\"}]}]"),
            delta(
                "\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"\"},"
                    + "{\"type\":\"text\",\"text\":\"b\"}]"),
            delta("\"content\":[]"),
            delta("\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]"),
            finish("stop"),
            DONE);

    assertThat(told(events)).isEqualTo("text(|)text(a|b|No.|)");
    assertThat(
            Translated.whole(
                    api,
                    REQUEST,
                    "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":[{\"type\":\"text\","
                        + "\"text\":\"hey\"}]},\"finish_reason\":\"stop\"}]}")
                .path("content")
                .toString())
        .isEqualTo("[{\"type\":\"text\",\"text\":\"hey\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "{\"text\":\"a\"}",
        "[\"a\"]",
        "[{\"text\":\"a\"}]",
        "[{\"type\":\"text\",\"text\":5}]",
        "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}]"
      })
  void contentThatCannotBeSaidEndsWithTheErrorEvent(String content) {
    List<Event> events = stream(text("a"), delta("\"content\":" + content), finish("stop"), DONE);

    assertThat(told(events)).isEqualTo("text(a|");
    assertThat(events.getLast().data().at("/error/message").asString())
        .isEqualTo(
            "the gateway broke off the answer, which cannot be passed on: a part of its content"
                + " is neither text nor a refusal");
  }

  @Test
  void silenceIsFilledWithPings() {
    String bytes = Translated.bytes(api, REQUEST, List.of(": keep-alive\n\n"));

    assertThat(bytes).isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
  }

  @Test
  void answerAtOnceIsAMessage() {
    String completion =
        """
        {"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello",
        "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
        {"id":"d","type":"function","function":{"name":"g","arguments":"{\\"a"}}]},
        "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":3}}
        """;
    JsonNode message = Translated.whole(api, REQUEST, completion);

    assertThat(message.toString())
        .isEqualTo(
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[\
            {"type":"text","text":"Hello"},\
            {"type":"tool_use","id":"c","name":"f","input":{"a":1}},\
            {"type":"tool_use","id":"d","name":"g","input":{"INVALID_JSON":"{\\"a"}}],\
            "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":10,\
            "cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":3}}\
            """);
  }
}
