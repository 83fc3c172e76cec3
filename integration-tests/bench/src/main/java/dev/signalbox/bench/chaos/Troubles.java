package dev.signalbox.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes trouble for workers, one kind after the other, at times several at once. */
final class Troubles {
  private static final int SHORTEST_PAUSE_MILLIS = 500;
  private static final int LONGEST_PAUSE_MILLIS = 3_000;
  private static final int LONGEST_MILLIS = 8_000;
  private static final Duration RUN = Duration.ofMillis(15);
  private static final Duration HALT = Duration.ofMillis(85);

  private final List<KeptWorker> workers;
  private final Random random;
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private final List<Thread> under = new ArrayList<>();

  Troubles(List<KeptWorker> workers, long seed) {
    this.workers = workers;
    this.random = new Random(seed);
  }

  /** What can befall a worker. */
  enum Kind {
    KILLED,
    FROZEN,
    SLOWED
  }

  /** Goes on for this long, then waits until the last one is over. */
  void make(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      Thread.sleep(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
      KeptWorker worker = workers.get(random.nextInt(workers.size()));
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      Duration time = Duration.ofMillis(random.nextInt(LONGEST_MILLIS));
      counts.merge(kind, 1, Integer::sum);
      under.add(Thread.ofVirtual().start(() -> befall(worker, kind, time)));
    }
    for (Thread thread : under) {
      thread.join();
    }
  }

  /** How often each kind was made. */
  Map<Kind, Integer> counts() {
    return counts;
  }

  private static void befall(KeptWorker worker, Kind kind, Duration time) {
    try {
      switch (kind) {
        case KILLED -> worker.kill();
        case FROZEN -> {
          worker.freeze();
          Thread.sleep(time);
        }
        case SLOWED -> {
          long end = System.nanoTime() + time.toNanos();
          while (System.nanoTime() < end) {
            worker.freeze();
            Thread.sleep(HALT);
            worker.thaw();
            Thread.sleep(RUN);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      worker.thaw();
    }
  }
}
