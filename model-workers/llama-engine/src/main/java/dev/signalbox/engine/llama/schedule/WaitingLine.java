package dev.signalbox.engine.llama.schedule;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded line of requests that wait for a slot, first come first served. Those who will find a
 * slot idle do not count as waiting. Thread-safe.
 */
final class WaitingLine {
  private final int capacity;
  private final IntSupplier idleSlots;
  private final ArrayDeque<Job> jobs = new ArrayDeque<>();
  private boolean closed;

  WaitingLine(int capacity, IntSupplier idleSlots) {
    this.capacity = capacity;
    this.idleSlots = idleSlots;
  }

  /** Puts a request at the end. */
  synchronized Entry enter(Job job) {
    if (closed) {
      return Entry.CLOSED;
    }
    if (jobs.size() >= capacity + idleSlots.getAsInt()) {
      return Entry.FULL;
    }
    jobs.addLast(job);
    return Entry.WAITING;
  }

  /** Takes the first; null if nobody waits. */
  synchronized @Nullable Job first() {
    return jobs.pollFirst();
  }

  /** Gives the place of a request back. Whether it was in the line. */
  synchronized boolean leave(Job job) {
    return jobs.remove(job);
  }

  synchronized int size() {
    return jobs.size();
  }

  /** Lets nobody in any more and gives back those who waited. */
  synchronized List<Job> close() {
    closed = true;
    var left = List.copyOf(jobs);
    jobs.clear();
    return left;
  }

  /** What became of a request at the end of the line. */
  enum Entry {
    WAITING,
    FULL,
    CLOSED
  }
}
