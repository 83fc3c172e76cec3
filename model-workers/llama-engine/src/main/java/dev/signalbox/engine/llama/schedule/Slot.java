package dev.signalbox.engine.llama.schedule;

import org.jspecify.annotations.Nullable;

/** One place of a context: the sequence that runs in it, or the tokens that the last one left. */
final class Slot {
  private static final int[] NOTHING = {};

  private final int index;
  private @Nullable Sequence sequence;
  private int[] kept = NOTHING;
  private long lastUsed;

  Slot(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  /** The sequence that runs here; null if the slot is idle. */
  @Nullable Sequence sequence() {
    return sequence;
  }

  boolean idle() {
    return sequence == null;
  }

  /** Tokens left by an earlier sequence. */
  int keptLength() {
    return kept.length;
  }

  /** When it became idle, as a count that grows. */
  long lastUsed() {
    return lastUsed;
  }

  /** Leading tokens that the slot holds, running or idle, of those of a sequence. */
  int commonPrefix(Sequence wanted) {
    return sequence == null
        ? wanted.commonPrefix(kept, kept.length)
        : wanted.commonPrefix(sequence);
  }

  void take(Sequence newcomer) {
    sequence = newcomer;
    kept = NOTHING;
  }

  /** Ends the sequence and keeps its tokens for the next of the same conversation. */
  void leave(long now) {
    if (sequence != null) {
      kept = sequence.heldTokens();
      sequence = null;
      lastUsed = now;
    }
  }

  /** The cells of another idle slot were copied here. */
  void keepAs(Slot other) {
    kept = other.kept;
    lastUsed = other.lastUsed;
  }

  /** Forgets what was kept, after the cells were emptied. */
  void forget() {
    kept = NOTHING;
  }
}
