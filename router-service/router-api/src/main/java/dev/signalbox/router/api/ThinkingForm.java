package dev.signalbox.router.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is told how much to think.
 *
 * @param flag name of the switch in {@code chat_template_kwargs}, as {@code enable_thinking}; null
 *     if it has none
 * @param efforts what to write in {@code reasoning_effort} for each effort; empty if it does not
 *     read that
 * @param budget name of the member that bounds the tokens, as {@code thinking_token_budget}; null
 *     if it has none
 */
public record ThinkingForm(
    @Nullable String flag, Map<Effort, String> efforts, @Nullable String budget) {
  public ThinkingForm {
    efforts = Map.copyOf(efforts);
  }
}
