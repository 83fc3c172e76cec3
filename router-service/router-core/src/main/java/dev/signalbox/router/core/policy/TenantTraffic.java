package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How the difficulty of one tenant's requests of late is spread. Safe for use by many threads.
 *
 * <p>What the traffic says comes into force one refresh after it was first shown by {@link
 * #next()}, and not before {@value #ENOUGH} requests were seen; until then the scorer's calibration
 * counts.
 */
public final class TenantTraffic {
  private static final int ENOUGH = 200;

  private final DifficultyScorer scorer;
  private final RecentSpread seen = new RecentSpread();
  private long shown;
  private volatile GainCurve inForce;
  private volatile GainCurve next;

  TenantTraffic(DifficultyScorer scorer) {
    this.scorer = scorer;
    this.inForce = GainCurve.of(scorer.version(), scorer.calibration());
    this.next = inForce;
  }

  /** The scorer that judged the requests; another one's difficulties mean something else. */
  public DifficultyScorer scorer() {
    return scorer;
  }

  /** The curve that thresholds are read from now. */
  public GainCurve inForce() {
    return inForce;
  }

  /** The curve that comes into force at the next refresh; the same if nothing changes. */
  public GainCurve next() {
    return next;
  }

  /** Counts one request. */
  synchronized void note(double difficulty) {
    seen.add(difficulty);
  }

  /** Puts in force what was shown, and shows what the traffic says now. */
  synchronized void refresh() {
    inForce = next;
    if (seen.seen() < ENOUGH || seen.noted() == shown) {
      return;
    }
    shown = seen.noted();
    next = curve(seen.seen(), seen.quantiles());
  }

  /** Puts in force what these requests say, by their exact quantiles; fewer than enough nothing. */
  synchronized void settle(double[] difficulties) {
    int count = difficulties.length;
    if (count < ENOUGH) {
      return;
    }
    double[] sorted = difficulties.clone();
    Arrays.sort(sorted);
    inForce = curve(count, share -> sorted[Math.max(0, (int) Math.ceil(share * count) - 1)]);
    next = inForce;
  }

  private GainCurve curve(long requests, DoubleUnaryOperator quantiles) {
    return GainCurve.of(
        "the last " + requests + " requests of the tenant", quantiles, scorer.calibration());
  }
}
