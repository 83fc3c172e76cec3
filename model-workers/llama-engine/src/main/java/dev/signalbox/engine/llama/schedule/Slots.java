package dev.signalbox.engine.llama.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The slots of a context as a prefix cache: an idle slot keeps its tokens, and a new sequence
 * starts from the longest beginning that any slot shares with it. At least the last token of a
 * prompt is computed anew, so that there is an output to draw from.
 *
 * <p>A slot that shares most of what it keeps is used as it is. Otherwise the slot that was idle
 * longest gives its tokens up, the shared beginning is copied, and the other conversation keeps its
 * cache. Newcomers sit beside who is there already: the library computes a batch in one pass only
 * if its slots follow each other without a gap, and with gaps four sequences were as slow as four
 * steps.
 */
final class Slots {
  /** A shorter beginning is computed as fast as it is copied. */
  private static final int WORTH_A_COPY = 32;

  /** Moving more tokens than these is felt by those who stream. */
  private static final int MOST_MOVED = 2_048;

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
    Slot oldest =
        slots.stream().filter(Slot::idle).min(Comparator.comparing(Slots::worth)).orElseThrow();
    int shared = shared(source, sequence);
    boolean worthACopy = shared >= WORTH_A_COPY;
    Slot target;
    if (source.idle() && (shared * 2 >= source.keptLength() || source == oldest && worthACopy)) {
      target = source;
    } else {
      target = besideOthers(oldest);
      if (source == target) {
        source = oldest; // it was moved there
      }
      if (worthACopy) {
        context.copy(source.index(), target.index());
      } else {
        shared = shared(target, sequence);
      }
    }
    target.take(sequence);
    countIdle();
    sequence.fed(cut(target.index(), shared));
    return target;
  }

  private static int shared(Slot slot, Sequence sequence) {
    return Math.min(slot.commonPrefix(sequence), sequence.length() - 1);
  }

  /** Of idle slots the one that is worth least is given away: empty, or idle for the longest. */
  private static long worth(Slot slot) {
    return slot.keptLength() == 0 ? -1 : slot.lastUsed();
  }

  /**
   * An idle slot next to a busy one, whose tokens move to {@code oldest}; {@code oldest} itself if
   * there is none or its tokens are too many to move.
   */
  private Slot besideOthers(Slot oldest) {
    Slot beside =
        slots.stream()
            .filter(slot -> slot.idle() && busyNeighbours(slot) > 0)
            .min(
                Comparator.comparingInt((Slot s) -> -busyNeighbours(s)).thenComparing(Slots::worth))
            .orElse(oldest);
    if (beside == oldest || beside.keptLength() > MOST_MOVED) {
      return oldest;
    }
    if (beside.keptLength() >= WORTH_A_COPY) {
      context.copy(beside.index(), oldest.index());
      oldest.keepAs(beside);
    }
    return beside;
  }

  private int busyNeighbours(Slot slot) {
    return busy(slot.index() - 1) + busy(slot.index() + 1);
  }

  private int busy(int index) {
    return index >= 0 && index < slots.size() && !slots.get(index).idle() ? 1 : 0;
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
