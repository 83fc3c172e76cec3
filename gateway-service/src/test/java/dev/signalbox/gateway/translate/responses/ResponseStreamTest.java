package dev.signalbox.gateway.translate.responses;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers of chat completions as responses, streamed and at once. */
class ResponseStreamTest {
  private static final String REQUEST =
      "{\"model\":\"auto\",\"input\":\"x\",\"metadata\":{\"k\":\"v\"},\"temperature\":0.5}";

  private final Translator api =
      new ResponsesApi(
          Translated.strict(), InstantSource.fixed(Instant.ofEpochSecond(77)), Translated.ids());

  private List<Event> stream(String... data) {
    List<Event> events = Translated.stream(api, REQUEST, data);
    assertThat(events.stream().map(e -> e.data().path("sequence_number").asInt()))
        .containsExactlyElementsOf(IntStream.range(0, events.size()).boxed().toList());
    assertThat(events).allMatch(e -> e.data().path("type").asString().equals(e.name()));
    return events;
  }

  private static JsonNode last(List<Event> events) {
    return events.getLast().data().path("response");
  }

  @Test
  void textComesAsAMessageWithOnePart() {
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
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events.get(0).data().at("/response/status").asString()).isEqualTo("in_progress");
    assertThat(events.get(4).data().toString())
        .isEqualTo(
            "{\"type\":\"response.output_text.delta\",\"item_id\":\"msg_2\",\"output_index\":0,"
                + "\"content_index\":0,\"delta\":\"Hel\",\"logprobs\":[],\"sequence_number\":4}");
    assertThat(events.get(6).data().path("text").asString()).isEqualTo("Hello");
    JsonNode response = last(events);
    assertThat(response.path("id").asString()).isEqualTo("resp_1");
    assertThat(response.path("created_at").asInt()).isEqualTo(77);
    assertThat(response.path("status").asString()).isEqualTo("completed");
    assertThat(response.path("model").asString()).isEqualTo("m");
    assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("Hello");
    assertThat(response.path("usage").toString())
        .isEqualTo(
            "{\"input_tokens\":10,\"input_tokens_details\":{\"cached_tokens\":4},"
                + "\"output_tokens\":3,\"output_tokens_details\":{\"reasoning_tokens\":0},"
                + "\"total_tokens\":13}");
    assertThat(response.at("/metadata/k").asString()).isEqualTo("v");
    assertThat(response.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(response.path("store").asBoolean()).isFalse();
  }

  @Test
  void callsComeOneAfterTheOther() {
    List<Event> events =
        stream(
            text("Wait"),
            call(0, ",\"id\":\"c0\"", ""),
            call(0, "", "{\"a\""),
            call(0, "", ":1}"),
            call(1, ",\"id\":\"c1\"", "{}"),
            finish("tool_calls"),
            DONE);

    assertThat(names(events).subList(6, events.size()))
        .containsExactly(
            "response.content_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events.get(11).data().path("arguments").asString()).isEqualTo("{\"a\":1}");
    assertThat(last(events).path("output").toString())
        .contains(
            "{\"id\":\"fc_3\",\"type\":\"function_call\",\"status\":\"completed\","
                + "\"call_id\":\"c0\",\"name\":\"f0\",\"arguments\":\"{\\\"a\\\":1}\"}")
        .contains("\"call_id\":\"c1\"");
  }

  @Test
  void callsThatShareAnIndexAreToldApartByTheirIds() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", "{\"a\":1}"),
            call(0, ",\"id\":\"c1\"", "{\"b\":2}"),
            finish("tool_calls"),
            DONE);

    assertThat(last(events).path("output").toString())
        .contains("\"call_id\":\"c0\",\"name\":\"f0\",\"arguments\":\"{\\\"a\\\":1}\"")
        .contains("\"call_id\":\"c1\",\"name\":\"f0\",\"arguments\":\"{\\\"b\\\":2}\"");
  }

  @Test
  void callsThatInterleaveAreOpenTogether() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", "{"),
            call(1, ",\"id\":\"c1\"", "{"),
            text("Wait"),
            call(0, "", "}"),
            call(1, "", "}"),
            finish("tool_calls"),
            DONE);

    assertThat(
            events.stream()
                .filter(e -> e.name().equals("response.function_call_arguments.delta"))
                .map(
                    e -> e.data().path("output_index").asInt() + e.data().path("delta").asString()))
        .containsExactly("0{", "1{", "0}", "1}");
    assertThat(
            events.stream()
                .filter(e -> e.name().equals("response.function_call_arguments.done"))
                .map(e -> e.data().path("arguments").asString()))
        .containsExactly("{}", "{}");
    assertThat(
            events.stream()
                .filter(e -> e.name().equals("response.output_item.done"))
                .map(e ->
                    e.data().path("output_index").asInt() + e.data().at("/item/status").asString()))
        .containsExactly("0completed", "1completed", "2completed");
    assertThat(last(events).path("status").asString()).isEqualTo("completed");
    assertThat(last(events).at("/output/0/arguments").asString()).isEqualTo("{}");
    assertThat(last(events).at("/output/1/arguments").asString()).isEqualTo("{}");
    assertThat(last(events).at("/output/2/content/0/text").asString()).isEqualTo("Wait");
  }

  @Test
  void halfTheArgumentsAreNeverTakenForAll() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", "{"),
            call(1, ",\"id\":\"c1\"", "{}"),
            text("Wait"),
            finish("length"),
            DONE);

    assertThat(
            events.stream()
                .filter(e -> e.name().equals("response.function_call_arguments.done"))
                .map(e -> e.data().path("output_index").asInt()))
        .containsExactly(1);
    assertThat(last(events).path("status").asString()).isEqualTo("incomplete");
    assertThat(last(events).at("/output/0/status").asString()).isEqualTo("incomplete");
    assertThat(last(events).at("/output/1/status").asString()).isEqualTo("completed");
    assertThat(last(events).at("/output/2/status").asString()).isEqualTo("incomplete");
  }

  @Test
  void brokenStreamLeavesEveryOpenCallIncomplete() {
    List<Event> events =
        stream(
            call(0, ",\"id\":\"c0\"", "{"),
            call(1, ",\"id\":\"c1\"", "{"),
            "{\"error\":{\"message\":\"broke\",\"type\":\"api_error\",\"code\":\"upstream_failed\"}}");

    assertThat(events.getLast().name()).isEqualTo("response.failed");
    assertThat(names(events))
        .doesNotContain("response.function_call_arguments.done", "response.output_item.done");
    assertThat(last(events).at("/output/0/status").asString()).isEqualTo("incomplete");
    assertThat(last(events).at("/output/1/status").asString()).isEqualTo("incomplete");
  }

  @Test
  void thoughtsComeBeforeTheAnswer() {
    List<Event> events =
        stream(delta("\"reasoning_content\":\"Hm\""), text("Yes"), finish("stop"), DONE);

    assertThat(names(events))
        .containsSubsequence(
            "response.output_item.added",
            "response.content_part.added",
            "response.reasoning_text.delta",
            "response.reasoning_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.output_text.delta");
    assertThat(last(events).at("/output/0/content/0/text").asString()).isEqualTo("Hm");
    assertThat(last(events).at("/output/1/content/0/text").asString()).isEqualTo("Yes");
  }

  @Test
  void refusalIsAPartOfItsOwn() {
    List<Event> events = stream(text("I "), delta("\"refusal\":\"No.\""), finish("stop"), DONE);

    assertThat(names(events))
        .containsSubsequence(
            "response.output_text.done",
            "response.content_part.done",
            "response.content_part.added",
            "response.refusal.delta",
            "response.refusal.done",
            "response.content_part.done");
    assertThat(last(events).at("/output/0/content/1/refusal").asString()).isEqualTo("No.");
  }

  @Test
  void contentInPartsIsTextOrARefusal() {
    List<Event> events =
        stream(
            delta("\"content\":[{\"type\":\"text\",\"text\":\"I \"}]"),
            delta("\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]"),
            finish("stop"),
            DONE);

    assertThat(last(events).at("/output/0/content/0/text").asString()).isEqualTo("I ");
    assertThat(last(events).at("/output/0/content/1/refusal").asString()).isEqualTo("No.");
    assertThat(
            Translated.whole(
                    api,
                    REQUEST,
                    "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":[{\"type\":\"text\","
                        + "\"text\":\"hey\"}]},\"finish_reason\":\"stop\"}]}")
                .at("/output/0/content/0/text")
                .asString())
        .isEqualTo("hey");
  }

  @Test
  void contentThatCannotBeSaidFails() {
    List<Event> events =
        stream(text("a"), delta("\"content\":[{\"type\":\"audio\"}]"), finish("stop"), DONE);

    assertThat(events.getLast().name()).isEqualTo("response.failed");
    assertThat(last(events).at("/error/message").asString())
        .contains("a part of its content is neither text nor a refusal");
  }

  @Test
  void answerAtItsLimitIsIncomplete() {
    List<Event> events = stream(text("a"), finish("length"), usage(), DONE);

    assertThat(events.getLast().name()).isEqualTo("response.incomplete");
    assertThat(last(events).path("status").asString()).isEqualTo("incomplete");
    assertThat(last(events).at("/incomplete_details/reason").asString())
        .isEqualTo("max_output_tokens");
    assertThat(last(events).at("/output/0/status").asString()).isEqualTo("incomplete");
  }

  @Test
  void emptyAnswerIsAMessageWithoutText() {
    List<Event> events = stream(delta("\"role\":\"assistant\""), finish("stop"), DONE);

    assertThat(events.getLast().name()).isEqualTo("response.completed");
    assertThat(last(events).at("/output/0/content/0/text").asString("none")).isEmpty();
  }

  @Test
  void brokenStreamFailsAndNeverCompletes() {
    List<Event> events =
        stream(
            text("a"),
            "{\"error\":{\"message\":\"broke\",\"type\":\"api_error\",\"code\":\"upstream_failed\"}}",
            text("b"),
            DONE);

    assertThat(events.getLast().name()).isEqualTo("response.failed");
    assertThat(names(events)).doesNotContain("response.completed", "response.output_item.done");
    assertThat(last(events).path("status").asString()).isEqualTo("failed");
    assertThat(last(events).path("error").toString())
        .isEqualTo("{\"code\":\"upstream_failed\",\"message\":\"broke\"}");
  }

  @Test
  void errorBeforeTheFirstChunkIsTheErrorEvent() {
    List<Event> events =
        stream(
            "{\"error\":{\"message\":\"nobody\",\"type\":\"api_error\",\"code\":\"no_replica\",\"param\":null}}");

    assertThat(names(events)).containsExactly("error");
    assertThat(events.getFirst().data().path("code").asString()).isEqualTo("no_replica");
    assertThat(events.getFirst().data().at("/error/message").asString()).isEqualTo("nobody");
  }

  @Test
  void piecesOfAnySizeMakeTheSameStream() {
    String stream =
        "\uFEFF: hi\r\n\r\ndata: "
            + text("é")
            + "\r\n\r\ndata:{\"model\":\"m\",\ndata:\"choices\":[]}\n\ndata: "
            + finish("stop")
            + "\n\ndata: [DONE]\n\n";
    List<Event> expected = Translated.events(Translated.bytes(fresh(), REQUEST, List.of(stream)));

    for (int size = 1; size < 40; size++) {
      String bytes = Translated.bytes(fresh(), REQUEST, Translated.pieces(stream, size));
      assertThat(Translated.events(bytes)).as("pieces of %d", size).isEqualTo(expected);
      assertThat(bytes).startsWith(": keep-alive\n\n");
    }
    assertThat(names(expected)).endsWith("response.completed");
  }

  private static Translator fresh() {
    return new ResponsesApi(
        Translated.strict(), InstantSource.fixed(Instant.EPOCH), Translated.ids());
  }

  @Test
  void answerAtOnceIsTheResponseOfTheLastEvent() {
    String completion =
        """
        {"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello",
        "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
        "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":3,
        "signalbox":{"expert":"m"}}}
        """;
    JsonNode response = Translated.whole(api, REQUEST, completion);

    assertThat(response.path("object").asString()).isEqualTo("response");
    assertThat(response.path("status").asString()).isEqualTo("completed");
    assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("Hello");
    assertThat(response.at("/output/1/call_id").asString()).isEqualTo("c");
    assertThat(response.at("/usage/input_tokens").asInt()).isEqualTo(10);
    assertThat(response.at("/usage/signalbox/expert").asString()).isEqualTo("m");
  }
}
