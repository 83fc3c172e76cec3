package dev.signalbox.engine.llama.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The slots of a context as a prefix cache: an idle slot keeps its tokens, and a new sequence
 * starts from the longest beginning that any slot shares with it. At least the last token of a
 * prompt is computed anew, so that there is an output to draw from.
 *
 * <p>A slot that shares most of what it keeps is used as it is. Otherwise the shared beginning is
 * copied to the slot that was idle longest, and the other conversation keeps its cache.
 */
final class Slots {
  /** A shorter beginning is computed as fast as it is copied. */
  private static final int WORTH_A_COPY = 32;

  private final DecodeContext context;
  private final List<Slot> slots;
  private long clock;
  private volatile int idle;

  Slots(DecodeContext context) {
    this.context = context;
    this.slots = IntStream.range(0, context.slots()).mapToObj(Slot::new).toList();
    this.idle = slots.size();
  }

  List<Slot> all() {
    return slots;
  }

  /** Slots without a sequence. Any thread may ask. */
  int idle() {
    return idle;
  }

  /** Gives an idle slot to a sequence and sets how much of it is there already. */
  Slot place(Sequence sequence) {
    Slot source =
        slots.stream()
            .max(
                Comparator.<Slot>comparingInt(s -> s.commonPrefix(sequence))
                    .thenComparing(s -> s.idle()))
            .orElseThrow();
    int shared = Math.min(source.commonPrefix(sequence), sequence.length() - 1);
    Slot oldest =
        slots.stream()
            .filter(Slot::idle)
            .min(
                Comparator.<Slot, Boolean>comparing(s -> s.keptLength() > 0)
                    .thenComparingLong(Slot::lastUsed))
            .orElseThrow();
    Slot target = source;
    if (!source.idle() || (source != oldest && shared * 2 < source.keptLength())) {
      target = oldest;
      if (shared >= WORTH_A_COPY) {
        context.copy(source.index(), target.index());
      } else {
        shared = Math.min(oldest.commonPrefix(sequence), sequence.length() - 1);
      }
    }
    target.take(sequence);
    countIdle();
    sequence.fed(cut(target.index(), shared));
    return target;
  }

  /** Cuts to a length; where a model's state cannot be cut, to nothing. */
  private int cut(int slot, int length) {
    if (context.length(slot) == length) {
      return length;
    }
    if (length > 0 && context.truncate(slot, length)) {
      return length;
    }
    context.truncate(slot, 0);
    return 0;
  }

  /** Ends a sequence's stay; its tokens stay. */
  void leave(Slot slot) {
    slot.leave(++clock);
    countIdle();
  }

  /** Ends a sequence's stay after its cells may be wrong: they are dropped. */
  void drop(Slot slot) {
    leave(slot);
    slot.forget();
    context.truncate(slot.index(), 0);
  }

  private void countIdle() {
    idle = (int) slots.stream().filter(Slot::idle).count();
  }

  long keptTokens() {
    return slots.stream().mapToLong(Slot::keptLength).sum();
  }
}
