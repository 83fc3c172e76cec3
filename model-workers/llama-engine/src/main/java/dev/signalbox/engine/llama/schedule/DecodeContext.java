package dev.signalbox.engine.llama.schedule;

import dev.signalbox.worker.api.Sampling;

/**
 * A context as the scheduler drives it: slots that hold the tokens of one sequence each, and one
 * decode at a time. All methods but {@link #abort} are called by the scheduler's thread alone.
 */
public interface DecodeContext extends AutoCloseable {

  /** Number of slots. */
  int slots();

  /** Tokens that one slot can hold. */
  int cells();

  /** Most tokens of one decode. */
  int batchCapacity();

  /**
   * Adds a token to the next decode. Positions of a slot go on from {@link #length}.
   *
   * @param output whether the next token will be drawn after it
   * @return its index in the batch
   */
  int add(int slot, int position, int token, boolean output);

  /** Computes what was added. */
  Result decode();

  /** Makes a running decode end early; stays set until taken back. Any thread may call it. */
  void abort(boolean wanted);

  /** Number of tokens that a slot holds. */
  int length(int slot);

  /** Cuts a slot to its first tokens. False, with the slot as it was, where that cannot be done. */
  boolean truncate(int slot, int length);

  /** Makes one slot a copy of another. */
  void copy(int source, int target);

  /** Empties all slots. */
  void clear();

  /**
   * Makes what draws one sequence's tokens.
   *
   * @param seed of this sequence
   * @param prompt tokens before the first that is drawn, for penalties that look back on them
   * @param answered how many of the prompt's last tokens are the beginning of the answer
   * @param logprobs as in the request
   */
  Chooser chooser(Sampling sampling, long seed, int[] prompt, int answered, int logprobs);

  /** The bytes of a token's text; none for a control token. */
  byte[] text(int token);

  /** Whether a token ends an answer. */
  boolean isEndOfGeneration(int token);

  @Override
  void close();

  /** How a decode ended. */
  enum Result {
    DONE,
    /** Ended early; slots hold what {@link #length} says. */
    ABORTED
  }
}
