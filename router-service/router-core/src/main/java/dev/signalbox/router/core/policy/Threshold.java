package dev.signalbox.router.core.policy;

import dev.signalbox.router.api.RoutingRequest.Preferences;

/**
 * The difficulty above which a request goes to the last expert of its ladder, and how it came
 * about.
 *
 * @param difficulty the threshold; beyond 0..1 where it means nothing or everything
 * @param share share of requests that may go there; 1 where only the threshold bounds it
 * @param account of {@link ShareBudget}, which keeps that share
 * @param usedUp whether that share is used up for now, so that nothing goes to the last expert; the
 *     threshold goes on deciding between those before it
 * @param words why it is what it is, for a reason
 */
public record Threshold(
    double difficulty, double share, int account, boolean usedUp, String words) {

  /**
   * The threshold for a request: the policy's objective, or the request's own wishes in its place,
   * within the policy's limits. A bound on the share goes before a wish for quality. Where the
   * least quality asks for more than the share that objective or wish promise, that share is no
   * bound any more: as with a quality floor, only the threshold and the limit on the share are.
   *
   * @param policy the policy
   * @param wishes what the request itself asks for
   * @param terms what thresholds come to on the ladder for this tenant's requests
   */
  public static Threshold of(RoutingPolicy policy, Preferences wishes, LadderTerms terms) {
    Double quality = wishes.quality();
    Double wishedShare = wishes.maxLargeShare();
    double share = 1;
    boolean ofEach = false;
    double threshold;
    String words;
    if (quality != null) {
      threshold = terms.thresholdForQuality(Math.max(quality, policy.minQuality()));
      words = "the request asks to keep " + Words.percent(quality) + " of the gain";
    } else if (wishedShare != null) {
      threshold = terms.thresholdForShare(wishedShare);
      words = "the request asks for at most " + Words.percent(wishedShare) + " large";
    } else {
      words = policy.objective().words();
      switch (policy.objective()) {
        case Objective.QualityFloor floor -> threshold = terms.thresholdForQuality(floor.share());
        case Objective.MaxLargeShare most -> {
          share = most.share();
          threshold = terms.thresholdForShare(share);
        }
        case Objective.MaxPrice most -> {
          LadderPrice.Afforded afforded = terms.afford(most.price());
          share = afforded.share();
          ofEach = true;
          threshold = afforded.threshold();
          words += ", which affords " + Words.percent(share) + " large";
        }
      }
    }
    if (wishedShare != null) {
      share = wishedShare;
      ofEach = false;
      threshold = Math.max(threshold, terms.thresholdForShare(share));
    }
    double least = terms.thresholdForQuality(policy.minQuality());
    if (least < threshold) {
      threshold = least;
      share = 1; // a budget of the share that was wished for would break the limit after all
      words +=
          ", within the policy's limit of at least "
              + Words.percent(policy.minQuality())
              + " of the gain";
    }
    if (policy.maxLargeShare() < 1) {
      share = Math.min(share, policy.maxLargeShare());
      threshold = Math.max(threshold, terms.thresholdForShare(policy.maxLargeShare()));
      words += ", within the policy's limit of " + Words.percent(policy.maxLargeShare());
    }
    int account = ofEach ? ShareBudget.OF_EACH : ShareBudget.accountOf(share);
    return new Threshold(threshold, share, account, false, words);
  }

  /** The same while the last expert's share is used up. */
  public Threshold withShareUsedUp() {
    return new Threshold(difficulty, share, account, true, words + ", which is used up for now");
  }
}
