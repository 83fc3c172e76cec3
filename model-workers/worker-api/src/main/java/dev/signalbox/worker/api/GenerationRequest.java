package dev.signalbox.worker.api;

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
    boolean echoTokenIds) {
  public GenerationRequest {
    stop = List.copyOf(stop);
  }
}
