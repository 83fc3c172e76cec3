package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.server.openai.error.ApiException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields whose neglect would change the answer's meaning. They are refused by name, never ignored;
 * a value that asks for nothing (null, false, an empty list, zero) passes.
 */
final class Unsupported {
  private static final List<String> ANYWHERE =
      List.of(
          "guided_json",
          "guided_regex",
          "guided_choice",
          "guided_grammar",
          "structured_outputs",
          "grammar",
          "json_schema",
          "use_beam_search",
          "prompt_logprobs",
          "min_tokens",
          "stop_token_ids",
          "bad_words",
          "allowed_token_ids");
  private static final List<String> CHAT =
      List.of(
          "functions",
          "function_call",
          "audio",
          "web_search_options",
          "continue_final_message",
          "chat_template",
          "documents",
          "echo");
  private static final List<String> COMPLETION = List.of("suffix", "echo", "prompt_embeds");

  private Unsupported() {}

  static void refuseInChat(Fields body) {
    refuse(body, ANYWHERE);
    refuse(body, CHAT);
    refuseFormat(body);
    refuseTools(body);
    List<@Nullable Object> modalities = body.list("modalities");
    if (modalities != null && !modalities.stream().allMatch("text"::equals)) {
      throw unsupported(body, "modalities", "only \"text\" is");
    }
  }

  static void refuseInCompletion(Fields body) {
    refuse(body, ANYWHERE);
    refuse(body, COMPLETION);
    refuseFormat(body);
    if (body.has("best_of") && body.whole("best_of", 1, 128, 1) != body.whole("n", 1, 128, 1)) {
      throw unsupported(body, "best_of", "use n");
    }
  }

  private static void refuse(Fields body, List<String> names) {
    for (String name : names) {
      if (asksForSomething(body.any(name))) {
        throw unsupported(body, name, null);
      }
    }
  }

  private static void refuseFormat(Fields body) {
    Fields format = body.object("response_format");
    if (format == null) {
      return;
    }
    String type = format.text("type");
    if (type.equals("json_schema") || type.equals("json_object")) {
      throw unsupported(body, "response_format", type + " output is not built yet");
    }
    if (!type.equals("text")) {
      throw format.invalid("type", "text, json_object or json_schema");
    }
  }

  private static void refuseTools(Fields body) {
    Object choice = body.any("tool_choice");
    List<@Nullable Object> tools = body.list("tools");
    if ("none".equals(choice)) {
      return;
    }
    if (tools != null && !tools.isEmpty()) {
      throw unsupported(body, "tools", "tool calls are not built yet");
    }
    if (choice != null && !"auto".equals(choice)) {
      throw unsupported(body, "tool_choice", "tool calls are not built yet");
    }
  }

  private static boolean asksForSomething(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty() && !text.equals("none");
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  private static ApiException unsupported(Fields body, String name, @Nullable String hint) {
    return ApiException.unsupported(
        body.at(name),
        body.at(name) + " is not supported by this worker" + (hint == null ? "" : ": " + hint));
  }
}
