package dev.signalbox.router.lab.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Prompts in the order of a rule, hardest first: sorted once, however often rows are drawn of them.
 * Not for several threads at once.
 */
public final class Ranked {
  private final int[] order;
  private final int[] times;
  private final Outcomes outcomes;

  private Ranked(int[] order, Outcomes outcomes) {
    this.order = order;
    this.times = new int[order.length];
    this.outcomes = outcomes;
  }

  /** The order by falling difficulty; of equals the earlier row first. */
  public static Ranked of(double[] difficulty, Outcomes outcomes) {
    int[] order =
        IntStream.range(0, difficulty.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -difficulty[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Ranked(order, outcomes);
  }

  /** The curve over rows, of which any may come several times or not at all. */
  public GainCurve curve(int[] rows) {
    Arrays.fill(times, 0);
    double small = 0;
    for (int row : rows) {
      times[row]++;
      small += outcomes.small()[row];
    }
    double[] gained = new double[rows.length + 1];
    int i = 0;
    for (int row : order) {
      for (int again = times[row]; again > 0; again--) {
        gained[i + 1] = gained[i] + outcomes.large()[row] - outcomes.small()[row];
        i++;
      }
    }
    return new GainCurve(gained, small / rows.length);
  }
}
