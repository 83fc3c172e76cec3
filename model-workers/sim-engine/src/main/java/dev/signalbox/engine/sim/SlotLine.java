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
  private final Deque<Place> waiting = new ArrayDeque<>();
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
    Place place = new Place(sink, new Slot(this));
    sink.onCancel(() -> leave(place));
    synchronized (this) {
      if (running >= slots) {
        if (waiting.size() >= capacity) {
          sink.error(full());
          return;
        }
        waiting.add(place);
        return;
      }
      running++;
      place.granted = true;
    }
    sink.success(place.slot);
  }

  /** A slot that was granted, but whose sink was cancelled before it got it, reached nobody. */
  private void leave(Place place) {
    synchronized (this) {
      place.left = true;
      if (!place.granted) {
        waiting.remove(place);
        return;
      }
    }
    place.slot.release();
  }

  private void release() {
    Place next;
    synchronized (this) {
      do {
        next = waiting.poll();
      } while (next != null && next.left);
      if (next == null) {
        running--;
        return;
      }
      next.granted = true;
    }
    next.sink.success(next.slot);
  }

  private EngineRefusedException full() {
    return new EngineRefusedException(
        EngineRefusedException.Kind.QUEUE_FULL,
        "all %d slots are busy and %d requests wait already".formatted(slots, capacity),
        Duration.ofSeconds(1));
  }

  /** One request in the line or before it; its marks are guarded by the line. */
  private static final class Place {
    private final MonoSink<Slot> sink;
    private final Slot slot;
    private boolean granted;
    private boolean left;

    private Place(MonoSink<Slot> sink, Slot slot) {
      this.sink = sink;
      this.slot = slot;
    }
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
