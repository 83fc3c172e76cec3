package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.OutputSchema;
import dev.signalbox.router.api.Thinking;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How long the model may think, and what shape its answer has. */
final class Effort {
  private static final String HIGH = "high";

  /** Degrees above those that every server knows. */
  private static final Set<String> MORE = Set.of("xhigh", "max");

  private static final int LOW = 2_048;
  private static final int MEDIUM = 8_192;

  /** Members by which servers are told themselves; they win over {@code thinking}. */
  private static final Set<String> PLAIN =
      Set.of(
          "reasoning_effort",
          "reasoning",
          "enable_thinking",
          "thinking_budget",
          "thinking_token_budget",
          "chat_template_kwargs");

  private enum Type {
    ENABLED,
    DISABLED,
    OPEN
  }

  private Effort() {}

  /**
   * Writes what a chat has words for: a degree of effort, and the answer's schema. Who wants no
   * thinking at all is not told a degree of it.
   */
  static void write(Field body, ObjectNode chat) {
    Field output = body.at("output_config");
    String effort = output.present() ? output.object().at("effort").textOrNull() : null;
    Type wish = type(body.at("thinking"));
    if (effort == null && wish == Type.ENABLED) {
      effort = degree(budget(body));
    }
    if (effort != null && wish != Type.DISABLED) {
      chat.put("reasoning_effort", MORE.contains(effort) ? HIGH : effort);
    }
    Field format = output.at("format");
    if (format.present()) {
      Field type = format.object().at("type");
      if (!type.is("json_schema")) {
        throw type.wrong("json_schema");
      }
      OutputSchema.write(chat, "output", format);
    }
  }

  /**
   * What the client says itself of thinking, for servers that are told by a switch or by a number
   * of tokens. Null where it says nothing, which is also what {@code adaptive} means, and where it
   * says it by a member that goes through to the server as it is.
   */
  static @Nullable Thinking thinking(Field body) {
    if (PLAIN.stream().anyMatch(name -> body.at(name).present())) {
      return null;
    }
    return switch (type(body.at("thinking"))) {
      case DISABLED -> new Thinking(dev.signalbox.router.api.Effort.OFF, 0);
      case ENABLED -> new Thinking(dev.signalbox.router.api.Effort.HIGH, budget(body));
      case OPEN -> null;
    };
  }

  private static Type type(Field thinking) {
    if (!thinking.present()) {
      return Type.OPEN;
    }
    Field type = thinking.object().at("type");
    return switch (type.text()) {
      case "disabled" -> Type.DISABLED;
      case "enabled" -> Type.ENABLED;
      case "adaptive" -> Type.OPEN;
      default -> throw type.wrong("enabled, disabled or adaptive");
    };
  }

  private static int budget(Field body) {
    return body.at("thinking").at("budget_tokens").whole(1);
  }

  private static String degree(int budget) {
    if (budget <= LOW) {
      return "low";
    }
    return budget <= MEDIUM ? "medium" : HIGH;
  }
}
