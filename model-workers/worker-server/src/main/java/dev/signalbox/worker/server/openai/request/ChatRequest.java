package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.api.ChatPrompt;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A request to {@code /v1/chat/completions}, checked.
 *
 * @param prompt the conversation
 * @param options how to answer it
 */
public record ChatRequest(ChatPrompt prompt, GenerationOptions options) {

  /**
   * Reads the body.
   *
   * @param seeds gives a seed where the request has none
   * @throws dev.signalbox.worker.server.openai.error.ApiException naming the first field that is
   *     wrong
   */
  public static ChatRequest read(Fields body, LongSupplier seeds) {
    Unsupported.refuseInChat(body);
    GenerationOptions options = GenerationOptions.read(body, logprobs(body), seeds);
    return new ChatRequest(prompt(body), options);
  }

  /** The conversation alone; what is not supported in one must have been refused before. */
  @SuppressWarnings("NullAway") // It does not see the @Nullable values of a compiled record.
  static ChatPrompt prompt(Fields body) {
    Fields arguments = body.object("chat_template_kwargs");
    return new ChatPrompt(
        ChatMessages.read(body),
        null,
        body.flag("add_generation_prompt", true),
        arguments == null ? Map.of() : arguments.values());
  }

  private static int logprobs(Fields body) {
    boolean wanted = body.flag("logprobs", false);
    int top = body.whole("top_logprobs", 0, GenerationOptions.MAX_LOGPROBS, 0);
    if (top > 0 && !wanted) {
      throw body.invalid("top_logprobs", "only with logprobs: true");
    }
    return wanted ? top : -1;
  }
}
