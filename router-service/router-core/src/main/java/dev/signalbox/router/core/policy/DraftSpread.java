package dev.signalbox.router.core.policy;

import java.util.function.DoubleUnaryOperator;

/**
 * How sure one expert was of its drafts for one tenant, and so below which confidence a share of
 * them lies. As with {@link TenantTraffic}, what was seen comes into force one refresh after it was
 * first shown, and not before {@value #ENOUGH} drafts. Safe for use by many threads.
 *
 * <p>Until then a draft's surprise, its confidence with the sign turned, is assumed to be spread
 * exponentially with a mean of {@value #ASSUMED_SURPRISE}: {@code P(confidence < t) = exp(t /
 * mean)}. That is a guess, to be replaced by traffic or by a threshold of the policy's own.
 */
public final class DraftSpread {
  private static final int ENOUGH = 200;
  private static final double ASSUMED_SURPRISE = 0.2;

  /** Lower than any confidence. */
  public static final double EVERY_DRAFT_STANDS = -1_000;

  /** Higher than any confidence. */
  public static final double NO_DRAFT_STANDS = 1;

  private final RecentSpread seen = new RecentSpread();
  private volatile View inForce = new View(DraftSpread::assumed, "an assumed spread of drafts");
  private volatile View next = inForce;

  DraftSpread() {}

  /** Counts one draft. */
  synchronized void note(double confidence) {
    seen.add(confidence);
  }

  /** Puts in force what was shown, and shows what the drafts say now. */
  synchronized void refresh() {
    inForce = next;
    if (seen.seen() >= ENOUGH) {
      next = new View(seen.quantiles(), "the last " + seen.seen() + " drafts of the tenant");
    }
  }

  /** What thresholds are read from now. */
  public View inForce() {
    return inForce;
  }

  /** What they are read from after the next refresh. */
  public View next() {
    return next;
  }

  private static double assumed(double share) {
    return ASSUMED_SURPRISE * Math.log(share);
  }

  /**
   * A spread at one moment.
   *
   * @param quantiles share over 0 up to 1 to the confidence that this share does not exceed
   * @param source where it comes from, in words
   */
  public record View(DoubleUnaryOperator quantiles, String source) {

    /**
     * The confidence below which about this share of drafts lies; at most 0, {@link
     * #EVERY_DRAFT_STANDS} for none, {@link #NO_DRAFT_STANDS} for all.
     */
    public double threshold(double share) {
      if (share <= 0) {
        return EVERY_DRAFT_STANDS;
      }
      return share >= 1 ? NO_DRAFT_STANDS : Math.min(0, quantiles.applyAsDouble(share));
    }
  }
}
