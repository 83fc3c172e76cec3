package dev.signalbox.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.StrictJson;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives an API's translation as the gateway does, without a gateway. */
public final class Translated {
  public static final String DONE = "[DONE]";

  private static final JsonMapper JSON = JsonMapper.shared();

  private Translated() {}

  /** The JSON reader of the gateway. */
  public static StrictJson strict() {
    return new StrictJson(128, 1 << 20);
  }

  /** Ids that count up. */
  public static Supplier<String> ids() {
    AtomicInteger next = new AtomicInteger();
    return () -> Integer.toString(next.incrementAndGet());
  }

  /** One event that a client got. */
  public record Event(String name, JsonNode data) {}

  public static Translation read(Translator api, String request) {
    byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
    return api.read(bytes, bytes.length, "req-1");
  }

  /** What an upstream is asked. */
  public static JsonNode chat(Translator api, String request) {
    return JSON.readTree(read(api, request).chat());
  }

  /** What a client gets at once. */
  public static JsonNode whole(Translator api, String request, String completion) {
    byte[] bytes = completion.getBytes(StandardCharsets.UTF_8);
    return JSON.readTree(read(api, request).whole(bytes));
  }

  /** A refusal of a request. */
  public static BadRequest refusal(Translator api, String request) {
    RefusedException refused =
        Assertions.catchThrowableOfType(RefusedException.class, () -> read(api, request));
    assertThat(refused).as("a refusal of %s", request).isNotNull();
    return (BadRequest) refused.refusal();
  }

  /** A chunk with one member in the delta of its first choice. */
  public static String delta(String member) {
    return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
        + "[{\"index\":0,\"delta\":{"
        + member
        + "},\"finish_reason\":null}]}";
  }

  /** A chunk with a piece of text. */
  public static String text(String text) {
    return delta("\"content\":\"" + text + "\"");
  }

  /** A chunk with a piece of a tool call. */
  public static String call(int index, String members, String arguments) {
    return delta(
        "\"tool_calls\":[{\"index\":"
            + index
            + members
            + ",\"function\":{"
            + (members.isEmpty() ? "" : "\"name\":\"f" + index + "\",")
            + "\"arguments\":"
            + JSON.writeValueAsString(arguments)
            + "}}]");
  }

  /** The chunk that finishes. */
  public static String finish(String reason) {
    return "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
        + reason
        + "\"}]}";
  }

  /** The chunk that counts: 10 tokens read, 4 of them cached, 3 written. */
  public static String usage() {
    return "{\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":3,"
        + "\"total_tokens\":13,\"prompt_tokens_details\":{\"cached_tokens\":4}}}";
  }

  /** What a client gets of a stream whose events have these data. */
  public static List<Event> stream(Translator api, String request, String... data) {
    StringBuilder all = new StringBuilder();
    for (String one : data) {
      all.append("data: ").append(one).append("\n\n");
    }
    return events(bytes(api, request, List.of(all.toString())));
  }

  /** What a client gets of a stream that comes in these pieces. */
  public static String bytes(Translator api, String request, List<String> pieces) {
    TranslatedStream stream = new TranslatedStream(read(api, request), () -> {});
    Flux<ByteBuf> chat =
        Flux.fromIterable(pieces).map(p -> Unpooled.copiedBuffer(p, StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    stream
        .of(chat)
        .doOnNext(piece -> {
          all.append(piece.toString(StandardCharsets.UTF_8));
          piece.release();
        })
        .then()
        .toFuture()
        .join();
    return all.toString();
  }

  /** Reads named events; comments are left out. */
  public static List<Event> events(String stream) {
    List<Event> events = new ArrayList<>();
    for (String block : stream.split("\n\n")) {
      if (block.startsWith("event: ")) {
        String[] lines = block.split("\n");
        events.add(
            new Event(
                lines[0].substring("event: ".length()),
                JSON.readTree(lines[1].substring("data: ".length()))));
      }
    }
    return events;
  }

  /** The names alone. */
  public static List<String> names(List<Event> events) {
    return events.stream().map(Event::name).toList();
  }

  /** Cuts a text into pieces of one size. */
  public static List<String> pieces(String text, int size) {
    String[] pieces = new String[(text.length() + size - 1) / size];
    Arrays.setAll(pieces, i -> text.substring(i * size, Math.min(text.length(), (i + 1) * size)));
    return List.of(pieces);
  }
}
