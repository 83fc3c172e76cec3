package dev.signalbox.router.lab.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How honest probabilities are.
 *
 * @param bins from the lowest probability to the highest; only bins with rows
 * @param error expected calibration error: mean |probability - rate| over rows. Never below 0, so
 *     that few rows make it greater than it is, and its interval with it
 */
public record Reliability(List<Bin> bins, Interval error) {
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
  public record Bin(double predicted, Interval observed, int rows) {}

  /** Compares probabilities with what happened (0..1). */
  public static Reliability of(double[] probability, double[] happened) {
    return of(
        probability,
        happened,
        Interval.together(probability.length, List.of(figures(probability, happened))).getFirst());
  }

  /** The same where {@link #figures} have their intervals already. */
  public static Reliability of(double[] probability, double[] happened, List<Interval> figures) {
    Sums sums = new Sums(probability, happened, Interval.everyRow(probability.length));
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (sums.rows[b] > 0) {
        bins.add(new Bin(sums.predicted[b] / sums.rows[b], figures.get(1 + b), sums.rows[b]));
      }
    }
    return new Reliability(bins, figures.getFirst());
  }

  /** Over rows: the error, then of each tenth the rate, which is NaN where the tenth is empty. */
  public static Function<int[], double[]> figures(double[] probability, double[] happened) {
    return rows -> {
      Sums sums = new Sums(probability, happened, rows);
      double[] figures = new double[1 + BINS];
      figures[0] = sums.error();
      for (int b = 0; b < BINS; b++) {
        figures[1 + b] = sums.observed[b] / sums.rows[b];
      }
      return figures;
    };
  }

  /** Expected calibration error over rows. */
  public static double error(double[] probability, double[] happened, int[] rows) {
    return new Sums(probability, happened, rows).error();
  }

  private static final class Sums {
    final double[] predicted = new double[BINS];
    final double[] observed = new double[BINS];
    final int[] rows = new int[BINS];
    private int all;

    Sums(double[] probability, double[] happened, int[] of) {
      for (int row : of) {
        int bin = Math.min(BINS - 1, (int) (probability[row] * BINS));
        predicted[bin] += probability[row];
        observed[bin] += happened[row];
        rows[bin]++;
        all++;
      }
    }

    double error() {
      double error = 0;
      for (int b = 0; b < BINS; b++) {
        error += Math.abs(predicted[b] - observed[b]) / all;
      }
      return error;
    }
  }
}
