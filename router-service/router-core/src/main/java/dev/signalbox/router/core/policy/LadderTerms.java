package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.policy.LadderPrice.Afforded;
import org.jspecify.annotations.Nullable;

/**
 * What thresholds come to on one ladder for one tenant's requests: which share of them may go to
 * the last rung, what of its gain is kept, what they cost. Where a ladder of three and more was
 * tried on rated requests, gain and cost come from there. Otherwise from the difficulty alone: the
 * last rung's gain as if there were two rungs, and the cost of even steps. What cascades cost is
 * never tried: it hangs on drafts. Immutable.
 *
 * @param curve how the tenant's requests are spread
 * @param price what one request costs on each rung
 * @param tried what the ladder came to on rated requests; null where that is not known
 */
public record LadderTerms(GainCurve curve, LadderPrice price, @Nullable LadderCurve tried) {

  /** The threshold that sends at most this share of requests to the last rung. */
  public double thresholdForShare(double share) {
    return curve.thresholdForShare(share);
  }

  /** The highest threshold that keeps at least this share of the last rung's gain. */
  public double thresholdForQuality(double share) {
    return tried == null ? curve.thresholdForQuality(share) : tried.thresholdForQuality(share);
  }

  /** The share of the last rung's gain that a threshold is expected to keep; may pass 1. */
  public double qualityKept(double threshold) {
    return tried == null ? curve.qualityKept(threshold) : tried.qualityKept(threshold);
  }

  /** Expected price of one request at a threshold. */
  public double priceAt(double threshold) {
    return tried == null || price.drafted()
        ? price.at(threshold, curve)
        : price.first() + tried.cost(threshold) * (price.last() - price.first());
  }

  /**
   * The most that a price affords: nothing for the last rung also where even the first costs more.
   * On a ladder that was tried the share is the most that may go to the last rung; part of that
   * goes to those before it.
   *
   * @param ceiling price of 1,000 requests
   */
  public Afforded afford(double ceiling) {
    double step = price.last() - price.first();
    if (tried == null || price.drafted() || step <= 0) {
      return price.afford(ceiling, curve);
    }
    double threshold = tried.thresholdForCost((ceiling / 1000 - price.first()) / step);
    return new Afforded(threshold, curve.shareAbove(threshold));
  }
}
