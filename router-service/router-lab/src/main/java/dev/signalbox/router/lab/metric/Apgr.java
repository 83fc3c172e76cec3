package dev.signalbox.router.lab.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Average performance gap recovered (RouteLLM, Ong et al. 2024): the share of the large model's
 * gain that is kept, averaged over all shares of requests that go to it, hardest first. 0.5 for a
 * random order, 1 at most in theory; NaN if large gains nothing.
 */
public final class Apgr {
  private Apgr() {}

  /** APGR of an order by falling difficulty. */
  public static double of(double[] difficulty, double[] small, double[] large) {
    double[] kept = curve(difficulty, small, large);
    double sum = 0;
    for (int i = 1; i < kept.length; i++) {
      sum += (kept[i - 1] + kept[i]) / 2;
    }
    return sum / (kept.length - 1);
  }

  /** APGR with a bootstrap interval over the rows. */
  public static Interval withInterval(double[] difficulty, double[] small, double[] large) {
    Redrawn apgr = new Redrawn(difficulty, small, large);
    return Interval.bootstrap(difficulty.length, apgr::of);
  }

  /** How much higher one order's APGR is than another's on the same rows, with an interval. */
  public static Interval difference(
      double[] difficulty, double[] other, double[] small, double[] large) {
    Redrawn one = new Redrawn(difficulty, small, large);
    Redrawn two = new Redrawn(other, small, large);
    return Interval.bootstrap(difficulty.length, rows -> one.of(rows) - two.of(rows));
  }

  /** APGR of rows drawn with replacement, without sorting them again. */
  private static final class Redrawn {
    private final int[] order;
    private final int[] times;
    private final double[] small;
    private final double[] large;

    Redrawn(double[] difficulty, double[] small, double[] large) {
      this.order = order(difficulty);
      this.times = new int[order.length];
      this.small = small;
      this.large = large;
    }

    double of(int[] rows) {
      Arrays.fill(times, 0);
      for (int row : rows) {
        times[row]++;
      }
      double kept = 0;
      double area = 0;
      for (int row : order) {
        for (int i = 0; i < times[row]; i++) {
          double gain = large[row] - small[row];
          area += kept + gain / 2;
          kept += gain;
        }
      }
      return kept > 0 ? area / kept / rows.length : Double.NaN;
    }
  }

  /** Share of the gain that is kept when the i hardest prompts go to large, i = 0 .. n. */
  public static double[] curve(double[] difficulty, double[] small, double[] large) {
    int[] order = order(difficulty);
    double total = Arrays.stream(large).sum() - Arrays.stream(small).sum();
    double[] kept = new double[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      kept[i + 1] = kept[i] + (large[order[i]] - small[order[i]]) / total;
    }
    return kept;
  }

  private static int[] order(double[] difficulty) {
    return IntStream.range(0, difficulty.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -difficulty[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
