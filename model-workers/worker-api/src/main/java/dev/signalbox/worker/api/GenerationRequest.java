package dev.signalbox.worker.api;

import java.util.Arrays;
import java.util.List;

/**
 * What to generate.
 *
 * @param requestId for logs
 * @param prompt token ids, at least one
 * @param maxTokens tokens to write at the most for each choice; at least 1
 * @param n number of choices, at least 1
 * @param sampling how the next token is drawn
 * @param stop texts that end the answer; matched over token borders and never part of it
 * @param logprobs -1 for none, 0 for the chosen token's alone, k for the k most likely beside it
 * @param ignoreEndOfText whether end-of-generation tokens are treated as any other
 * @param echoTokenIds whether chunks must be one token each, so that ids and text stay together
 * @param answered how many of the prompt's last tokens are the beginning of the answer, written
 *     elsewhere: penalties, stop texts and half characters go on from them; 0 for a new answer
 */
public record GenerationRequest(
    String requestId,
    int[] prompt,
    int maxTokens,
    int n,
    Sampling sampling,
    List<String> stop,
    int logprobs,
    boolean ignoreEndOfText,
    boolean echoTokenIds,
    int answered) {
  public GenerationRequest {
    stop = List.copyOf(stop);
    if (answered < 0 || answered >= Math.max(1, prompt.length)) {
      throw new IllegalArgumentException(
          "answered: %d (expected: 0 to %d, less than the prompt)"
              .formatted(answered, prompt.length - 1));
    }
  }

  /** A new answer. */
  public GenerationRequest(
      String requestId,
      int[] prompt,
      int maxTokens,
      int n,
      Sampling sampling,
      List<String> stop,
      int logprobs,
      boolean ignoreEndOfText,
      boolean echoTokenIds) {
    this(
        requestId,
        prompt,
        maxTokens,
        n,
        sampling,
        stop,
        logprobs,
        ignoreEndOfText,
        echoTokenIds,
        0);
  }

  /** The prompt's tokens that are the beginning of the answer; empty for a new one. */
  public int[] answer() {
    return Arrays.copyOfRange(prompt, prompt.length - answered, prompt.length);
  }
}
