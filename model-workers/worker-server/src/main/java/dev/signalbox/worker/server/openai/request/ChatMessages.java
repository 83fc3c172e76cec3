package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.server.openai.error.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as chat templates expect them: content is one text, {@code developer} is {@code system},
 * arguments of tool calls are objects.
 */
final class ChatMessages {
  private ChatMessages() {}

  static List<Map<String, @Nullable Object>> read(Fields body) {
    List<@Nullable Object> messages = body.list("messages");
    if (messages == null || messages.isEmpty()) {
      throw body.invalid("messages", "an array of at least one message");
    }
    List<Map<String, @Nullable Object>> read = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      read.add(message(Fields.of("messages[" + i + "]", messages.get(i))));
    }
    return read;
  }

  private static Map<String, @Nullable Object> message(Fields message) {
    Map<String, @Nullable Object> read = new LinkedHashMap<>(message.values());
    String role = role(message);
    read.put("role", role);
    if (message.has("function_call")) {
      throw unsupported(message, "function_call");
    }
    boolean calls = role.equals("assistant") && message.has("tool_calls");
    if (message.has("content") || !calls) {
      read.put("content", content(message));
    }
    if (calls) {
      read.put("tool_calls", toolCalls(message));
    }
    return read;
  }

  private static String role(Fields message) {
    return switch (message.word("role")) {
      case "system", "developer" -> "system";
      case "user" -> "user";
      case "assistant" -> "assistant";
      case "tool" -> "tool";
      case "function" -> throw unsupported(message, "role");
      default -> throw message.invalid("role", "system, developer, user, assistant or tool");
    };
  }

  private static String content(Fields message) {
    Object content = message.any("content");
    if (content instanceof String text) {
      return text;
    }
    if (!(content instanceof List<?> parts)) {
      throw message.invalid("content", "a string or an array of parts");
    }
    List<String> texts = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      texts.add(part(Fields.of(message.at("content") + "[" + i + "]", parts.get(i))));
    }
    return String.join("\n", texts);
  }

  private static String part(Fields part) {
    return switch (part.word("type")) {
      case "text" -> partText(part, "text");
      case "refusal" -> partText(part, "refusal");
      case "image_url", "input_audio", "audio_url", "video_url", "file" ->
          throw unsupported(part, "type");
      default -> throw part.invalid("type", "text");
    };
  }

  private static String partText(Fields part, String name) {
    if (part.any(name) instanceof String text) {
      return text;
    }
    throw part.invalid(name, "a string");
  }

  private static List<Map<String, @Nullable Object>> toolCalls(Fields message) {
    List<@Nullable Object> calls = message.list("tool_calls");
    List<Map<String, @Nullable Object>> read = new ArrayList<>();
    for (int i = 0; calls != null && i < calls.size(); i++) {
      Fields call = Fields.of(message.at("tool_calls") + "[" + i + "]", calls.get(i));
      Fields function = call.object("function");
      if (function == null) {
        throw call.invalid("function", "an object");
      }
      Map<String, @Nullable Object> target = new LinkedHashMap<>(function.values());
      target.put("name", function.text("name"));
      if (function.any("arguments") instanceof String text) {
        Map<String, @Nullable Object> arguments = JsonBody.objectOrNull(text);
        target.put("arguments", arguments == null ? text : arguments);
      }
      Map<String, @Nullable Object> copy = new LinkedHashMap<>(call.values());
      copy.put("function", target);
      read.add(copy);
    }
    return read;
  }

  private static ApiException unsupported(Fields where, String name) {
    return ApiException.unsupported(
        where.at(name),
        where.at(name)
            + ": "
            + Fields.shown(where.any(name))
            + " is not supported by this worker (expected: text only)");
  }
}
