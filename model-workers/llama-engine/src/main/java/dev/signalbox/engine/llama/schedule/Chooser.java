package dev.signalbox.engine.llama.schedule;

import dev.signalbox.worker.api.TokenLogprob;
import org.jspecify.annotations.Nullable;

/** Draws the tokens of one sequence. For the scheduler's thread; close it once. */
public interface Chooser extends AutoCloseable {

  /**
   * Draws from the output of a batch entry of the last decode.
   *
   * @param position number of tokens before the one that is drawn
   */
  Drawn draw(int batchIndex, int position);

  @Override
  void close();

  /**
   * What was drawn.
   *
   * @param token its id
   * @param logprob how likely it was; null if not asked
   */
  record Drawn(int token, @Nullable TokenLogprob logprob) {}
}
