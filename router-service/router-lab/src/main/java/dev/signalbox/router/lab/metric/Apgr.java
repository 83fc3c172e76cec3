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

  /** Share of the gain that is kept when the i hardest prompts go to large, i = 0 .. n. */
  public static double[] curve(double[] difficulty, double[] small, double[] large) {
    int[] order =
        IntStream.range(0, difficulty.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -difficulty[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double total = Arrays.stream(large).sum() - Arrays.stream(small).sum();
    double[] kept = new double[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      kept[i + 1] = kept[i] + (large[order[i]] - small[order[i]]) / total;
    }
    return kept;
  }
}
