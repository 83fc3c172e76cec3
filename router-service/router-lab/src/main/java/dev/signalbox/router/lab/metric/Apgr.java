package dev.signalbox.router.lab.metric;

/** Average performance gap recovered: {@link GainCurve#average}. */
public final class Apgr {
  private Apgr() {}

  /** APGR of an order by falling difficulty. */
  public static double of(double[] difficulty, double[] small, double[] large) {
    return GainCurve.of(difficulty, new Outcomes(small, large)).average();
  }
}
