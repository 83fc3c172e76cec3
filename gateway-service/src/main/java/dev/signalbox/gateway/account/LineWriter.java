package dev.signalbox.gateway.account;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Writes lines on a thread of its own, those of a hundredth of a second at once: who has a line
 * waits for no disk and no terminal, a busy gateway pays for few writes, and an idle one sleeps.
 * The time is short because what has gathered is written in one go, and on a machine with one core
 * everything else waits for it. When more than {@link #LONGEST_QUEUE} lines wait, lines are lost
 * rather than memory, and their number is told. Safe for use by many threads.
 */
final class LineWriter implements AutoCloseable {
  static final int LONGEST_QUEUE = 65_536;

  private static final Duration GATHERING = Duration.ofMillis(10);
  private static final int BATCH = 64 * 1024;

  private final ConcurrentLinkedQueue<byte[]> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH);
  private final AtomicBoolean due = new AtomicBoolean();
  private final PrintStream out;

  /** A line that comes after the end is not written, and nothing is thrown at an event loop. */
  private final ScheduledExecutorService writer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("access-log").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  LineWriter(PrintStream out) {
    this.out = out;
  }

  /**
   * Writes a line, soon.
   *
   * @param line one line without its end; not asked for if it would be lost
   */
  void write(Supplier<String> line) {
    if (waiting.incrementAndGet() > LONGEST_QUEUE) {
      waiting.decrementAndGet();
      lost.incrementAndGet();
      return;
    }
    lines.add(line.get().getBytes(StandardCharsets.UTF_8));
    if (due.compareAndSet(false, true)) {
      writer.schedule(this::flush, GATHERING.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void flush() {
    due.set(false); // before it looks: a line that comes while it does is written soon, too
    byte[] line = lines.poll();
    while (line != null) {
      waiting.decrementAndGet();
      append(line);
      line = lines.poll();
    }
    long missing = lost.getAndSet(0);
    if (missing > 0) {
      append(("lost=" + missing).getBytes(StandardCharsets.UTF_8));
    }
    print();
  }

  /** Others write to the same stream, so that only whole lines are written at once. */
  private void append(byte[] line) {
    if (batch.size() + line.length >= BATCH) {
      print();
    }
    batch.writeBytes(line);
    batch.write('\n');
  }

  private void print() {
    if (batch.size() > 0) {
      out.writeBytes(batch.toByteArray());
      out.flush();
      batch.reset();
    }
  }

  /** Writes what is left and ends. */
  @Override
  public void close() {
    writer.shutdown();
    flush();
  }
}
