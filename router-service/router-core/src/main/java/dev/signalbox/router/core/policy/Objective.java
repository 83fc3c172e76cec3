package dev.signalbox.router.core.policy;

/** The one aim of a policy. */
public sealed interface Objective {

  /** The aim in words. */
  String words();

  /**
   * Keep this share of the large expert's gain over the small one, as cheaply as that goes.
   *
   * @param share 0..1; 1 sends everything to the large expert
   */
  record QualityFloor(double share) implements Objective {
    @Override
    public String words() {
      return "keep " + Words.percent(share) + " of the large expert's gain";
    }
  }

  /**
   * Send at most this share of requests to the last expert of the ladder: the hardest ones.
   *
   * @param share 0..1
   */
  record MaxLargeShare(double share) implements Objective {
    @Override
    public String words() {
      return "at most " + Words.percent(share) + " large";
    }
  }

  /**
   * Spend at most this much on 1,000 requests.
   *
   * @param price in the unit of the experts' prices, at least 0
   */
  record MaxPrice(double price) implements Objective {
    @Override
    public String words() {
      return "at most " + price + " for 1,000 requests";
    }
  }
}
