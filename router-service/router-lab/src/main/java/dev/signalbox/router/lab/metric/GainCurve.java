package dev.signalbox.router.lab.metric;

/**
 * How a rule spends large: what is gained over small alone when the i hardest prompts by the rule
 * go to it, i = 0 .. n.
 *
 * @param gained sum of the gains by number of prompts to large; 0 at first, all of it at last
 * @param smallMean mean score of small alone
 */
public record GainCurve(double[] gained, double smallMean) {
  /** The curve of an order by falling difficulty. */
  public static GainCurve of(double[] difficulty, Outcomes outcomes) {
    return Ranked.of(difficulty, outcomes).curve(Interval.everyRow(outcomes.size()));
  }

  /**
   * Average performance gap recovered, APGR (RouteLLM, Ong et al. 2024): the share of large's gain
   * that is kept, averaged over all shares of prompts that go to it by the trapezoidal rule. 0.5
   * for a random order, 1 at most in theory; NaN if large gains nothing.
   */
  public double average() {
    double sum = 0;
    for (int i = 1; i < gained.length; i++) {
      sum += (gained[i - 1] + gained[i]) / 2;
    }
    return sum / all() / rows();
  }

  /**
   * CPT: the smallest share of prompts to large that keeps this part of the gain, 0..1; NaN if
   * large gains nothing.
   */
  public double shareFor(double part) {
    double asked = part * all();
    for (int i = 0; i < gained.length; i++) {
      if (gained[i] >= asked) {
        return (double) i / rows();
      }
    }
    return Double.isNaN(asked) ? Double.NaN : 1;
  }

  /** Mean score when this share of prompts goes to large. */
  public double scoreAt(double share) {
    return smallMean + gained[(int) Math.round(share * rows())] / rows();
  }

  private int rows() {
    return gained.length - 1;
  }

  /** All that large gains; NaN if that is nothing. */
  private double all() {
    double all = gained[gained.length - 1];
    return all > 0 ? all : Double.NaN;
  }
}
