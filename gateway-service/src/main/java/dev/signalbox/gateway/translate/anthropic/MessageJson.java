package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.chat.Finish;
import dev.signalbox.gateway.translate.chat.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Pieces that whole and streamed messages share. */
final class MessageJson {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MessageJson() {}

  /** A message without content, end or counts. */
  static ObjectNode head(String id, String model) {
    ObjectNode message =
        NODES
            .objectNode()
            .put("id", id)
            .put("type", "message")
            .put("role", "assistant")
            .put("model", model);
    message.putArray("content");
    return message;
  }

  /**
   * Adds why the message ended. That a stop sequence ended it is told only where the upstream says
   * so; others call it the end of the turn. A word that nobody knows is told as it is.
   */
  static void end(ObjectNode to, @Nullable Finish finish, boolean calledTools) {
    String stopText = finish == null ? null : finish.stopText();
    to.put("stop_reason", reason(finish, calledTools)).put("stop_sequence", stopText);
  }

  private static String reason(@Nullable Finish finish, boolean calledTools) {
    if (finish == null) {
      return "end_turn";
    }
    return switch (finish.reason()) {
      case LENGTH -> "max_tokens";
      case CONTENT_FILTER -> "refusal";
      case TOOL_CALLS -> "tool_use";
      case OTHER -> finish.word();
      case STOP -> {
        if (calledTools) {
          yield "tool_use";
        }
        yield finish.stopText() == null ? "end_turn" : "stop_sequence";
      }
    };
  }

  /** Token counts; those of the prompt leave out what came from the cache, as the API does. */
  static ObjectNode usage(Usage usage) {
    ObjectNode counts =
        NODES
            .objectNode()
            .put("input_tokens", Math.max(0, usage.prompt() - usage.cached()))
            .put("cache_creation_input_tokens", 0)
            .put("cache_read_input_tokens", usage.cached())
            .put("output_tokens", usage.completion());
    if (usage.explanation() != null) {
      counts.set("signalbox", usage.explanation());
    }
    return counts;
  }

  static ObjectNode textBlock(String text) {
    return NODES.objectNode().put("type", "text").put("text", text);
  }

  static ObjectNode thinkingBlock(String text) {
    return NODES.objectNode().put("type", "thinking").put("thinking", text).put("signature", "");
  }

  static ObjectNode toolBlock(String id, String name) {
    ObjectNode block = NODES.objectNode().put("type", "tool_use").put("id", id).put("name", name);
    block.putObject("input");
    return block;
  }
}
