package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.ChatPrompt;
import dev.signalbox.worker.api.EngineRefusedException;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The simulated chat template: a control token for the role, the content, the end token. */
final class SimTemplate {
  private SimTemplate() {}

  static int[] render(ChatPrompt prompt) {
    IntStream.Builder tokens = IntStream.builder();
    tokens.add(SimVocabulary.BEGIN);
    for (Map<String, @Nullable Object> message : prompt.messages()) {
      tokens.add(role(message.get("role")));
      Object content = message.get("content");
      if (content != null) {
        for (int token : SimVocabulary.tokenize(content.toString())) {
          tokens.add(token);
        }
      }
      tokens.add(SimVocabulary.END);
    }
    if (prompt.addGenerationPrompt()) {
      tokens.add(SimVocabulary.ASSISTANT);
    }
    return tokens.build().toArray();
  }

  private static int role(@Nullable Object role) {
    return switch (String.valueOf(role)) {
      case "system" -> SimVocabulary.SYSTEM;
      case "user" -> SimVocabulary.USER;
      case "assistant" -> SimVocabulary.ASSISTANT;
      case "tool" -> SimVocabulary.TOOL;
      default ->
          throw new EngineRefusedException(
              EngineRefusedException.Kind.INVALID_REQUEST,
              "role %s (expected: system, user, assistant or tool)".formatted(role));
    };
  }
}
