package dev.signalbox.worker.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of one choice's answer.
 *
 * @param choice index of the choice, from 0
 * @param text what it adds to the answer; may be empty (half a character, a possible stop text);
 *     joined over a choice it is the whole answer, always valid UTF-16
 * @param tokenIds the tokens drawn since the last chunk of this choice, stop tokens included
 * @param logprobs as asked, one for each of {@code tokenIds}; empty if not asked
 * @param finish why the choice ended, on its last chunk only
 * @param stopText the stop text that ended the choice, on its last chunk only; null where it ended
 *     otherwise
 * @param usage token counts of the whole request, on the very last chunk only
 */
public record TokenChunk(
    int choice,
    String text,
    List<Integer> tokenIds,
    List<TokenLogprob> logprobs,
    @Nullable FinishReason finish,
    @Nullable String stopText,
    @Nullable Usage usage) {
  public TokenChunk {
    tokenIds = List.copyOf(tokenIds);
    logprobs = List.copyOf(logprobs);
  }

  /** Why a choice ended. */
  public enum FinishReason {
    /** An end-of-generation token or a stop text. */
    STOP,
    /** {@code maxTokens} or the context was reached. */
    LENGTH
  }

  /**
   * Token counts.
   *
   * @param promptTokens tokens of the prompt
   * @param cachedTokens of these, tokens that came from the prefix cache
   * @param completionTokens tokens written, over all choices
   */
  public record Usage(int promptTokens, int cachedTokens, int completionTokens) {}
}
