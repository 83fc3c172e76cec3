package dev.signalbox.worker.server.openai.request;

import java.util.function.LongSupplier;

/**
 * A request to {@code /v1/completions}, checked.
 *
 * @param prompts what to continue, at least one
 * @param options how to continue it
 */
public record CompletionRequest(TextInputs prompts, GenerationOptions options) {
  private static final int MAX_PROMPTS = 128;

  /**
   * Reads the body.
   *
   * @param seeds gives a seed where the request has none
   * @throws dev.signalbox.worker.server.openai.error.ApiException naming the first field that is
   *     wrong
   */
  public static CompletionRequest read(Fields body, LongSupplier seeds) {
    Unsupported.refuseInCompletion(body);
    int logprobs = body.whole("logprobs", 0, GenerationOptions.MAX_LOGPROBS, -1);
    GenerationOptions options = GenerationOptions.read(body, logprobs, seeds);
    boolean special = body.flag("add_special_tokens", true);
    return new CompletionRequest(TextInputs.read(body, "prompt", MAX_PROMPTS, special), options);
  }
}
