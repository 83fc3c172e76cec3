package dev.signalbox.cli.process;

import java.time.Duration;

/**
 * How long to wait before a process that ended is started again: doubles from the first wait up to
 * the longest, and starts over after a life that was long enough to call it sound.
 *
 * @param first wait after the first end
 * @param longest longest wait
 * @param soundLife a life after which the next end counts as the first
 */
public record Backoff(Duration first, Duration longest, Duration soundLife) {

  /** For workers and the gateway: quick at first, at most ten seconds. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(400), Duration.ofSeconds(10), Duration.ofSeconds(60));

  /** The wait after so many short lives in a row, counted from 1. */
  public Duration after(int shortLives) {
    long factor = 1L << Math.min(shortLives - 1, 20);
    Duration wait = first.multipliedBy(factor);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
