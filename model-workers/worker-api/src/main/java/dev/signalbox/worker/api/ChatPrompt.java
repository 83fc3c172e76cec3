package dev.signalbox.worker.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the chat template sees it.
 *
 * @param messages each with {@code role}, {@code content} and whatever else the client sent; values
 *     are those of JSON: String, Number, Boolean, List, Map, null
 * @param tools the declared tools in the same form, or null for none
 * @param addGenerationPrompt whether the template opens the assistant's turn
 * @param templateArguments further variables for the template ({@code chat_template_kwargs})
 */
public record ChatPrompt(
    List<Map<String, @Nullable Object>> messages,
    @Nullable List<Map<String, @Nullable Object>> tools,
    boolean addGenerationPrompt,
    Map<String, @Nullable Object> templateArguments) {
  public ChatPrompt {
    messages = List.copyOf(messages);
  }
}
