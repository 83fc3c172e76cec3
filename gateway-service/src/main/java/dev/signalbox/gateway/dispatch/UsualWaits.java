package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.request.UpstreamBody;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long answers usually take to begin, by expert, by whether it is a stream, and by the power of
 * two of the prompt's length: the last {@value #KEPT} of each kind, from which a percentile is read
 * by rank. Safe for use by many threads.
 */
final class UsualWaits {
  static final int ENOUGH = 32;
  private static final int KEPT = 256;
  private static final int SHORT_PROMPT = 512;

  private final ConcurrentHashMap<Kind, Waits> kinds = new ConcurrentHashMap<>();

  private record Kind(String expert, boolean stream, int size) {}

  /** Takes note of a wait. */
  void note(String expert, UpstreamBody body, long nanos) {
    kinds.computeIfAbsent(kind(expert, body), kind -> new Waits()).add(nanos);
  }

  /**
   * The wait that this share of answers does not exceed.
   *
   * @param percentile above 0 and below 100
   * @return null before {@value #ENOUGH} answers of the kind
   */
  @Nullable Duration percentile(String expert, UpstreamBody body, double percentile) {
    Waits waits = kinds.get(kind(expert, body));
    return waits == null ? null : waits.percentile(percentile);
  }

  private static Kind kind(String expert, UpstreamBody body) {
    int size = 32 - Integer.numberOfLeadingZeros(body.promptTokens() / SHORT_PROMPT);
    return new Kind(expert, body.stream(), size);
  }

  private static final class Waits {
    private final long[] last = new long[KEPT];
    private int next;
    private int known;

    synchronized void add(long nanos) {
      last[next] = nanos;
      next = (next + 1) % KEPT;
      known = Math.min(known + 1, KEPT);
    }

    synchronized @Nullable Duration percentile(double percentile) {
      if (known < ENOUGH) {
        return null;
      }
      long[] sorted = Arrays.copyOf(last, known);
      Arrays.sort(sorted);
      int rank = (int) Math.ceil(percentile / 100 * known);
      return Duration.ofNanos(sorted[Math.min(known, Math.max(1, rank)) - 1]);
    }
  }
}
