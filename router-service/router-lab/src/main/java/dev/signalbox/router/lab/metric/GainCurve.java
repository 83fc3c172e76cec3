package dev.signalbox.router.lab.metric;

/**
 * How a rule spends large: the share of its gain that is kept when the i hardest prompts by the
 * rule go to it, i = 0 .. n.
 *
 * @param kept share of the gain by number of prompts; 0 at first, 1 at last
 * @param outcomes what the pair scored
 */
public record GainCurve(double[] kept, Outcomes outcomes) {
  /** The curve of an order by falling difficulty. */
  public static GainCurve of(double[] difficulty, Outcomes outcomes) {
    return new GainCurve(Apgr.curve(difficulty, outcomes.small(), outcomes.large()), outcomes);
  }

  /** Average over all shares: APGR. */
  public double average() {
    double sum = 0;
    for (int i = 1; i < kept.length; i++) {
      sum += (kept[i - 1] + kept[i]) / 2;
    }
    return sum / (kept.length - 1);
  }

  /** CPT: the smallest share of prompts to large that keeps this part of the gain, 0..1. */
  public double shareFor(double part) {
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] >= part) {
        return (double) i / (kept.length - 1);
      }
    }
    return 1;
  }

  /** Mean score when this share of prompts goes to large. */
  public double scoreAt(double share) {
    int i = (int) Math.round(share * (kept.length - 1));
    return outcomes.smallMean() + kept[i] * outcomes.gap();
  }
}
