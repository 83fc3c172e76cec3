package dev.signalbox.router.lab.fit;

/**
 * P(y) = 1 / (1 + exp(-(bias + slope x))): Platt's calibration, by Newton's method. Targets may be
 * fractions.
 *
 * @param bias log-odds at x = 0
 * @param slope change of the log-odds with x
 */
record LogisticFit(double bias, double slope) {
  private static final int STEPS = 30;

  /** Fits to pairs; a little ridge keeps separable data finite. */
  static LogisticFit of(double[] x, double[] y) {
    double bias = 0;
    double slope = 0;
    for (int step = 0; step < STEPS; step++) {
      double g0 = 1e-3 * bias;
      double g1 = 1e-3 * slope;
      double h00 = 1e-3;
      double h01 = 0;
      double h11 = 1e-3;
      for (int i = 0; i < x.length; i++) {
        double p = 1 / (1 + StrictMath.exp(-(bias + slope * x[i])));
        double w = p * (1 - p);
        g0 += p - y[i];
        g1 += (p - y[i]) * x[i];
        h00 += w;
        h01 += w * x[i];
        h11 += w * x[i] * x[i];
      }
      double determinant = h00 * h11 - h01 * h01;
      bias -= (h11 * g0 - h01 * g1) / determinant;
      slope -= (h00 * g1 - h01 * g0) / determinant;
    }
    return new LogisticFit(bias, slope);
  }
}
