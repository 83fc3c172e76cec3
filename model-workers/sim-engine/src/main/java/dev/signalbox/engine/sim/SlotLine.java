package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.EngineRefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Slots and the bounded waiting line before them: first come, first served. */
final class SlotLine {
  private final int slots;
  private final int capacity;
  private final Deque<MonoSink<Slot>> waiting = new ArrayDeque<>();
  private int running;

  SlotLine(int slots, int capacity) {
    this.slots = slots;
    this.capacity = capacity;
  }

  /**
   * Subscribing takes a slot or a place in the line; cancelling gives the place back. Whoever got a
   * {@link Slot} must release it. Errors with {@link EngineRefusedException} if the line is full.
   */
  Mono<Slot> acquire() {
    return Mono.create(this::enter).doOnDiscard(Slot.class, Slot::release);
  }

  synchronized int running() {
    return running;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  private void enter(MonoSink<Slot> sink) {
    synchronized (this) {
      if (running >= slots) {
        if (waiting.size() >= capacity) {
          sink.error(full());
          return;
        }
        waiting.add(sink);
        sink.onCancel(() -> leave(sink));
        return;
      }
      running++;
    }
    sink.success(new Slot(this));
  }

  private synchronized void leave(MonoSink<Slot> sink) {
    waiting.remove(sink);
  }

  private void release() {
    MonoSink<Slot> next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        running--;
        return;
      }
    }
    next.success(new Slot(this));
  }

  private EngineRefusedException full() {
    return new EngineRefusedException(
        EngineRefusedException.Kind.QUEUE_FULL,
        "all %d slots are busy and %d requests wait already".formatted(slots, capacity),
        Duration.ofSeconds(1));
  }

  /** The right to run one request. */
  static final class Slot {
    private final SlotLine line;
    private final AtomicBoolean released = new AtomicBoolean();

    private Slot(SlotLine line) {
      this.line = line;
    }

    /** Gives the slot to the next in line. Idempotent: a slot lost in a cancel is discarded. */
    void release() {
      if (released.compareAndSet(false, true)) {
        line.release();
      }
    }
  }
}
