package dev.signalbox.router.core.policy;

/**
 * What one request is expected to cost on a ladder, and the threshold that a price affords. With
 * prices p_0 .. p_n-1 of the rungs, and F the spread of difficulties, even steps of a threshold t
 * cost {@code p_0 + sum over r = 1..n-1 of (1 - F(t * r / (n - 1))) * (p_r - p_r-1)}: rung r is
 * reached by what is harder than its step ({@link RungWorth}). Where rungs have targets of their
 * own, {@link LadderCurve} tells what a ladder costs.
 *
 * <p>A cascade always pays for its draft: it costs {@code draft + (1 - F(t)) * follower}.
 * Immutable.
 */
public final class LadderPrice {
  /** Halvings of the range of thresholds: a millionth of it is left. */
  private static final int HALVINGS = 20;

  /** Of a ladder where prices do not matter. */
  public static final LadderPrice FREE = new LadderPrice(0);

  private final double[] prices;
  private final boolean drafted;

  /**
   * @param prices of one request on each rung, the one for easy requests first; at least one
   */
  public LadderPrice(double... prices) {
    this(prices.clone(), false);
  }

  private LadderPrice(double[] prices, boolean drafted) {
    this.prices = prices;
    this.drafted = drafted;
  }

  /**
   * Of cascades: as of two rungs, the upper of which is paid for on top of the lower.
   *
   * @param draft price of one draft, with the second answer that it may be held against
   * @param follower price of one answer where a draft does not stand
   */
  public static LadderPrice ofCascade(double draft, double follower) {
    return new LadderPrice(new double[] {draft, draft + follower}, true);
  }

  /** Whether every request pays for a draft. */
  boolean drafted() {
    return drafted;
  }

  /**
   * What a price affords.
   *
   * @param threshold the lowest that costs no more
   * @param share of requests that go to the last rung by it, 0..1
   */
  public record Afforded(double threshold, double share) {}

  /** Price of one request on the first rung. */
  double first() {
    return prices[0];
  }

  /** Price of one request on the last rung. */
  double last() {
    return prices[prices.length - 1];
  }

  /** Expected price of one request, in the unit of the prices. */
  public double at(double threshold, GainCurve curve) {
    int last = prices.length - 1;
    boolean beyond = threshold < 0 || threshold > 1;
    double sum = prices[0];
    for (int rung = 1; rung <= last; rung++) {
      double step = beyond ? threshold : threshold * rung / last;
      sum += curve.shareAbove(step) * (prices[rung] - prices[rung - 1]);
    }
    return sum;
  }

  /**
   * The most that a price affords: nothing for the last rung also where even the first costs more.
   *
   * @param ceiling price of 1,000 requests
   */
  public Afforded afford(double ceiling, GainCurve curve) {
    double each = ceiling / 1000;
    double cheap = prices[0];
    double dear = prices[prices.length - 1];
    if (at(GainCurve.EVERYTHING_LARGE, curve) <= each) {
      return new Afforded(GainCurve.EVERYTHING_LARGE, 1);
    }
    if (prices.length <= 2) {
      double share = dear <= cheap ? 0 : Math.clamp((each - cheap) / (dear - cheap), 0.0, 1.0);
      return new Afforded(curve.thresholdForShare(share), share);
    }
    if (at(1, curve) > each) {
      return new Afforded(GainCurve.NOTHING_LARGE, 0);
    }
    double tooDear = 0;
    double affordable = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (tooDear + affordable) / 2;
      if (at(middle, curve) <= each) {
        affordable = middle;
      } else {
        tooDear = middle;
      }
    }
    return new Afforded(affordable, curve.shareAbove(affordable));
  }
}
