package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.server.openai.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What chat and completion requests have in common.
 *
 * @param model the model's name as the client wrote it
 * @param maxTokens tokens to write at the most; {@link Integer#MAX_VALUE} for the rest of the
 *     context
 * @param n choices
 * @param sampling how tokens are drawn
 * @param stop texts that end the answer
 * @param logprobs -1 for none, else how many alternatives
 * @param ignoreEos whether end-of-generation tokens are treated as any other
 * @param stream whether the answer is streamed
 * @param includeUsage whether a stream ends with token counts
 * @param returnTokenIds whether the answer carries the ids of its tokens and of the prompt's
 * @param answered how many of the prompt's last tokens are the beginning of the answer
 */
public record GenerationOptions(
    String model,
    int maxTokens,
    int n,
    Sampling sampling,
    List<String> stop,
    int logprobs,
    boolean ignoreEos,
    boolean stream,
    boolean includeUsage,
    boolean returnTokenIds,
    int answered) {
  private static final int MAX_CHOICES = 128;
  private static final int MAX_STOPS = 16;
  static final int MAX_LOGPROBS = 20;

  public GenerationOptions {
    stop = List.copyOf(stop);
  }

  static GenerationOptions read(Fields body, int logprobs, LongSupplier seeds) {
    boolean stream = body.flag("stream", false);
    return new GenerationOptions(
        body.text("model"),
        maxTokens(body),
        body.whole("n", 1, MAX_CHOICES, 1),
        SamplingFields.read(body, seeds),
        stop(body),
        logprobs,
        body.flag("ignore_eos", false),
        stream,
        includeUsage(body, stream),
        body.flag("return_token_ids", false),
        body.whole("answered_tokens", 0, Integer.MAX_VALUE, 0));
  }

  /**
   * The engine's request for one prompt.
   *
   * @param contextLength tokens that prompt and answer may fill together
   * @throws ApiException if the prompt is empty or leaves no room for an answer
   */
  public GenerationRequest requestFor(String requestId, int[] prompt, int contextLength) {
    if (prompt.length == 0) {
      throw ApiException.invalid("prompt", "the prompt holds no token (expected: at least one)");
    }
    if (prompt.length >= contextLength) {
      throw ApiException.contextLengthExceeded(
          "the prompt has %d tokens, the context holds %d (expected: room for at least one more)"
              .formatted(prompt.length, contextLength));
    }
    if (answered >= prompt.length) {
      throw ApiException.invalid(
          "answered_tokens",
          "answered_tokens: %d (expected: less than the prompt's %d tokens)"
              .formatted(answered, prompt.length));
    }
    return new GenerationRequest(
        requestId,
        prompt,
        Math.min(maxTokens, contextLength - prompt.length),
        n,
        sampling,
        stop,
        logprobs,
        ignoreEos,
        returnTokenIds,
        answered);
  }

  private static int maxTokens(Fields body) {
    int old = body.whole("max_tokens", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    return body.whole("max_completion_tokens", 1, Integer.MAX_VALUE, old);
  }

  private static boolean includeUsage(Fields body, boolean stream) {
    Fields options = body.object("stream_options");
    if (options == null) {
      return false;
    }
    if (!stream) {
      throw body.invalid("stream_options", "only with stream: true");
    }
    return options.flag("include_usage", false);
  }

  private static List<String> stop(Fields body) {
    Object value = body.any("stop");
    if (value == null) {
      return List.of();
    }
    if (value instanceof String text && !text.isEmpty()) {
      return List.of(text);
    }
    if (!(value instanceof List<?> list) || list.size() > MAX_STOPS) {
      throw badStop(body);
    }
    List<String> stops = new ArrayList<>();
    for (@Nullable Object one : list) {
      if (!(one instanceof String text) || text.isEmpty()) {
        throw badStop(body);
      }
      stops.add(text);
    }
    return stops;
  }

  private static ApiException badStop(Fields body) {
    return body.invalid(
        "stop", "a string or an array of up to " + MAX_STOPS + " strings, none of them empty");
  }
}
