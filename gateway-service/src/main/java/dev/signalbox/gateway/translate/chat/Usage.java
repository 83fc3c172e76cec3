package dev.signalbox.gateway.translate.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Token counts, as the upstream counted them.
 *
 * @param prompt tokens of the prompt
 * @param cached of these, tokens from the prefix cache
 * @param completion tokens written
 * @param reasoning of these, tokens of thinking
 * @param explanation {@code usage.signalbox}, or null if nobody asked for it
 */
public record Usage(
    long prompt, long cached, long completion, long reasoning, @Nullable JsonNode explanation) {
  /** Stands for counts that nobody gave. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, null);

  static Usage of(JsonNode usage) {
    return new Usage(
        usage.path("prompt_tokens").asLong(0),
        usage.path("prompt_tokens_details").path("cached_tokens").asLong(0),
        usage.path("completion_tokens").asLong(0),
        usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0),
        usage.get("signalbox"));
  }
}
