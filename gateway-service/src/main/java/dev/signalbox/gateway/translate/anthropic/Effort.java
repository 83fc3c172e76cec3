package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.OutputSchema;
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

  private Effort() {}

  static void write(Field body, ObjectNode chat) {
    Field output = body.at("output_config");
    String effort = output.present() ? output.object().at("effort").textOrNull() : null;
    if (effort == null) {
      effort = thinking(body.at("thinking"));
    }
    if (effort != null) {
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
   * A chat knows degrees of thinking rather than a number of tokens. Null leaves it to the model,
   * which is also what {@code adaptive} means, and what a model that cannot think is left to.
   */
  private static @Nullable String thinking(Field thinking) {
    if (!thinking.present()) {
      return null;
    }
    Field type = thinking.object().at("type");
    return switch (type.text()) {
      case "disabled", "adaptive" -> null;
      case "enabled" -> degree(thinking.at("budget_tokens").whole(1));
      default -> throw type.wrong("enabled, disabled or adaptive");
    };
  }

  private static String degree(int budget) {
    if (budget <= LOW) {
      return "low";
    }
    return budget <= MEDIUM ? "medium" : HIGH;
  }
}
