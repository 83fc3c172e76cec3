package dev.signalbox.bench.upstream;

import java.time.Duration;

/**
 * How the upstream answers from now on.
 *
 * @param delay before an answer in one piece
 * @param chunks chunks of a stream; 0 for an answer in one piece
 * @param pace time from one chunk to the next
 */
public record Play(Duration delay, int chunks, Duration pace) {

  /** An answer in one piece. */
  public static Play after(Duration delay) {
    return new Play(delay, 0, Duration.ZERO);
  }

  /** A stream whose first chunk comes at once. */
  public static Play stream(int chunks, Duration pace) {
    return new Play(Duration.ZERO, chunks, pace);
  }
}
