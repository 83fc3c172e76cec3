package dev.signalbox.worker.api;

import java.util.List;

/**
 * Log-probability of a drawn token under the model's full distribution, before temperature and
 * cuts.
 *
 * @param tokenId the token
 * @param bytes its UTF-8 bytes; may be part of a character
 * @param logprob natural logarithm of its probability
 * @param top the most likely tokens, best first, each without alternatives of its own
 */
public record TokenLogprob(int tokenId, byte[] bytes, double logprob, List<TokenLogprob> top) {
  public TokenLogprob {
    top = List.copyOf(top);
  }
}
