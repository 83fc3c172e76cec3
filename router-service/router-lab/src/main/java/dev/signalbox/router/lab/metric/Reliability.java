package dev.signalbox.router.lab.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How honest probabilities are.
 *
 * @param bins from the lowest probability to the highest; only bins with rows
 * @param error expected calibration error: mean |probability - rate| over rows
 */
public record Reliability(List<Bin> bins, double error) {
  private static final int BINS = 10;

  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * A tenth of the range of probabilities.
   *
   * @param predicted mean probability
   * @param observed rate of the event
   * @param rows rows in it
   */
  public record Bin(double predicted, double observed, int rows) {}

  /** Compares probabilities with what happened (0..1). */
  public static Reliability of(double[] probability, double[] happened) {
    double[] predicted = new double[BINS];
    double[] observed = new double[BINS];
    int[] rows = new int[BINS];
    for (int i = 0; i < probability.length; i++) {
      int bin = Math.min(BINS - 1, (int) (probability[i] * BINS));
      predicted[bin] += probability[i];
      observed[bin] += happened[i];
      rows[bin]++;
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      if (rows[b] > 0) {
        bins.add(new Bin(predicted[b] / rows[b], observed[b] / rows[b], rows[b]));
        error += Math.abs(predicted[b] - observed[b]) / probability.length;
      }
    }
    return new Reliability(bins, error);
  }
}
