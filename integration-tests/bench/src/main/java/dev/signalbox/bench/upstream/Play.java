package dev.signalbox.bench.upstream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How the upstream answers from now on.
 *
 * @param delay before an answer in one piece
 * @param chunks chunks of a stream, and less than 10,000 of the longest; 0 for an answer in one
 *     piece
 * @param pace time from one chunk to the next
 * @param spread how unlike streams are: chunks and pace of each are drawn evenly from so large a
 *     share below these to as much above; 0 where all are alike, below 1
 */
public record Play(Duration delay, int chunks, Duration pace, double spread) {
  /** The pace of engines differs less than the length of answers. */
  private static final double OF_PACE = 0.25;

  public Play {
    if (!(spread >= 0 && spread < 1)) {
      throw new IllegalArgumentException("spread: %s (expected: 0 to below 1)".formatted(spread));
    }
    if (chunks * (1 + spread) >= Stamp.MOST_CHUNKS) {
      throw new IllegalArgumentException(
          "chunks: %d (expected: below %d of the longest)".formatted(chunks, Stamp.MOST_CHUNKS));
    }
  }

  /** An answer in one piece. */
  public static Play after(Duration delay) {
    return new Play(delay, 0, Duration.ZERO, 0);
  }

  /** A stream whose first chunk comes at once. All are alike. */
  public static Play stream(int chunks, Duration pace) {
    return new Play(Duration.ZERO, chunks, pace, 0);
  }

  /** The same streams, each with a length and a pace of its own. */
  public Play unlike(double spread) {
    return new Play(delay, chunks, pace, spread);
  }

  /** Time from the first chunk of a stream of the middle length to its end. */
  public Duration length() {
    return pace.multipliedBy(chunks);
  }

  /** What is played for one request: as it is, or with a length and a pace that are drawn. */
  Play one(RandomGenerator random) {
    if (spread == 0) {
      return this;
    }
    double longer = spread * (2 * random.nextDouble() - 1);
    double slower = OF_PACE * spread * (2 * random.nextDouble() - 1);
    return stream(
        Math.max(1, Math.toIntExact(Math.round(chunks * (1 + longer)))),
        Duration.ofNanos(Math.round(pace.toNanos() * (1 + slower))));
  }
}
