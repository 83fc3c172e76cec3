package dev.signalbox.engine.llama;

import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.EngineRefusedException.Kind;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;

/**
 * Refuses what the library could not take or would take in another sense, before any native call.
 */
final class RequestCheck {
  private static final int MOST_CHOICES = 128;
  private static final int MOST_LOGPROBS = 1000;

  private final int vocabulary;
  private final int contextLength;

  RequestCheck(int vocabulary, int contextLength) {
    this.vocabulary = vocabulary;
    this.contextLength = contextLength;
  }

  void check(GenerationRequest request) {
    prompt(request.prompt());
    range("max_tokens", request.maxTokens(), 1, Integer.MAX_VALUE);
    range("n", request.n(), 1, MOST_CHOICES);
    range("logprobs", request.logprobs(), -1, MOST_LOGPROBS);
    if (request.stop().stream().anyMatch(String::isEmpty)) {
      throw invalid("stop", "\"\"", "texts that are not empty");
    }
    sampling(request.sampling());
  }

  /** Checks a prompt by itself. */
  void prompt(int[] prompt) {
    if (prompt.length == 0) {
      throw invalid("prompt", "no tokens", "at least one");
    }
    tokens("prompt", prompt);
    if (prompt.length >= contextLength) {
      throw new EngineRefusedException(
          Kind.CONTEXT_LENGTH_EXCEEDED,
          "the prompt has %d tokens; this model's context holds %d, answer included"
              .formatted(prompt.length, contextLength));
    }
  }

  /** Checks that ids are in the vocabulary. */
  void tokens(String field, int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= vocabulary) {
        throw invalid(field + "[" + i + "]", tokens[i], "0 to " + (vocabulary - 1));
      }
    }
  }

  private void sampling(Sampling sampling) {
    range("temperature", sampling.temperature(), 0, 2);
    range("top_p", sampling.topP(), 0, 1);
    range("top_k", sampling.topK(), 0, Integer.MAX_VALUE);
    range("min_p", sampling.minP(), 0, 1);
    range("repeat_penalty", sampling.repeatPenalty(), 0.01, 100);
    range("presence_penalty", sampling.presencePenalty(), -2, 2);
    range("frequency_penalty", sampling.frequencyPenalty(), -2, 2);
    range("penalty_window", sampling.penaltyWindow(), 0, Integer.MAX_VALUE);
    sampling
        .logitBias()
        .forEach((token, bias) -> {
          range("logit_bias key", token, 0, vocabulary - 1);
          range("logit_bias[" + token + "]", bias, -100, 100);
        });
  }

  private static void range(String field, double value, double least, double most) {
    // Written so that NaN is refused as well.
    if (!(value >= least && value <= most)) {
      throw invalid(field, number(value), number(least) + " to " + number(most));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static EngineRefusedException invalid(String field, Object value, String expected) {
    return new EngineRefusedException(
        Kind.INVALID_REQUEST, "%s: %s (expected: %s)".formatted(field, value, expected));
  }
}
