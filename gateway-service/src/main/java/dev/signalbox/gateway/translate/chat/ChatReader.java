package dev.signalbox.gateway.translate.chat;

import dev.signalbox.gateway.translate.UntranslatableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads chat completions, whole or as chunks, and tells what their first choice says. */
public final class ChatReader {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ChatReader() {}

  /**
   * Reads an answer that came at once.
   *
   * @throws UntranslatableException if it is no chat completion
   */
  public static void whole(byte[] json, ChatParts parts) {
    JsonNode answer = object(json);
    JsonNode choice = answer.path("choices").path(0);
    if (!choice.path("message").isObject()) {
      throw new UntranslatableException("the answer has no message");
    }
    parts.opened(answer.path("model").asString(""));
    says(choice.path("message"), parts);
    finish(choice, parts);
    usage(answer, parts);
  }

  /**
   * Reads one chunk of a stream.
   *
   * @throws UntranslatableException if it is none
   */
  public static void chunk(byte[] json, ChatParts parts) {
    JsonNode chunk = object(json);
    JsonNode choices = chunk.path("choices");
    if (!choices.isArray()) {
      throw new UntranslatableException("a chunk has no choices");
    }
    parts.opened(chunk.path("model").asString(""));
    for (JsonNode choice : choices) {
      if (choice.path("index").asInt(0) == 0) {
        says(choice.path("delta"), parts);
        finish(choice, parts);
      }
    }
    usage(chunk, parts);
  }

  private static JsonNode object(byte[] json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (root.isObject()) {
        return root;
      }
      throw new UntranslatableException("the answer is no object");
    } catch (JacksonException e) {
      throw new UntranslatableException("the answer is no JSON");
    }
  }

  private static void says(JsonNode message, ChatParts parts) {
    String thought = text(message, "reasoning_content");
    thought = thought == null ? text(message, "reasoning") : thought;
    if (thought != null) {
      parts.thought(thought);
    }
    ContentReader.read(message.path("content"), parts);
    String refused = text(message, "refusal");
    if (refused != null) {
      parts.refused(refused);
    }
    JsonNode calls = message.path("tool_calls");
    if (calls.isObject()) {
      throw new UntranslatableException("its tool calls are no list");
    }
    for (int i = 0; i < calls.size(); i++) {
      call(calls.get(i), i, parts);
    }
  }

  private static void call(JsonNode call, int position, ChatParts parts) {
    JsonNode function = call.path("function");
    JsonNode arguments = function.path("arguments");
    parts.called(
        call.path("index").asInt(position),
        text(call, "id"),
        text(function, "name"),
        arguments.isContainer() ? arguments.toString() : arguments.asString(""));
  }

  private static void finish(JsonNode choice, ChatParts parts) {
    String reason = text(choice, "finish_reason");
    if (reason != null) {
      parts.finished(Finish.of(reason, text(choice, "stop_reason")));
    }
  }

  private static void usage(JsonNode answer, ChatParts parts) {
    if (answer.path("usage").isObject()) {
      parts.counted(Usage.of(answer.path("usage")));
    }
  }

  /** A text that is there and not empty. */
  private static @Nullable String text(JsonNode from, String name) {
    JsonNode value = from.path(name);
    return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
  }
}
