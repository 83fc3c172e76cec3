package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * How the difficulty of one tenant's requests is spread, by a KLL sketch (rank error about 1.3%).
 * Two generations are kept, so that old traffic is forgotten after {@value #GENERATION} to twice as
 * many requests. Safe for use by many threads.
 *
 * <p>What the traffic says comes into force one refresh after it was first shown by {@link
 * #next()}, and not before {@value #ENOUGH} requests were seen; until then the scorer's calibration
 * counts.
 */
public final class TenantTraffic {
  private static final int ENOUGH = 200;
  private static final int GENERATION = 50_000;

  private final DifficultyScorer scorer;
  private KllDoublesSketch current = KllDoublesSketch.newHeapInstance();
  private KllDoublesSketch previous = KllDoublesSketch.newHeapInstance();
  private volatile GainCurve inForce;
  private volatile GainCurve next;

  TenantTraffic(DifficultyScorer scorer) {
    this.scorer = scorer;
    this.inForce = GainCurve.of(scorer.version(), scorer.calibration());
    this.next = inForce;
  }

  /** The scorer that judged the requests; another one's difficulties mean something else. */
  DifficultyScorer scorer() {
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
    if (current.getN() >= GENERATION) {
      previous = current;
      current = KllDoublesSketch.newHeapInstance();
    }
    current.update(difficulty);
  }

  /** Puts in force what was shown, and shows what the traffic says now. */
  synchronized void refresh() {
    inForce = next;
    long seen = current.getN() + previous.getN();
    if (seen < ENOUGH) {
      return;
    }
    KllDoublesSketch both = KllDoublesSketch.newHeapInstance();
    both.merge(current);
    both.merge(previous);
    next =
        GainCurve.of(
            "the last " + seen + " requests of the tenant",
            both::getQuantile,
            scorer.calibration());
  }
}
