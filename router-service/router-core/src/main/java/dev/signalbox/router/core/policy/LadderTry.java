package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.RatedGains;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ladder on rated requests, which it is tried on at {@value #INNER} thresholds between the
 * easiest and the hardest of the requests that are decided, and at {@value #OUTER} on either side:
 * down to where the last rung alone answers, and up to where the first does.
 *
 * @param large expected gain of large over small, which the difficulty tells, by request
 * @param expected gain over the first rung, by rung and request
 * @param actual likewise
 * @param costs by rung
 * @param weights by request; they add up to 1
 */
record LadderTry(
    double[] large, double[][] expected, double[][] actual, double[] costs, double[] weights) {
  private static final int INNER = 51;
  private static final int OUTER = 12;

  /** Requests are weighted in as many classes of difficulty, each with as many rated ones. */
  private static final int CLASSES = 20;

  /** With fewer rated requests, or as much weight on fewer, nothing is told of a ladder. */
  private static final int ENOUGH = 100;

  /** So many standard errors the last rung's gain must be above 0: parts of nothing are noise. */
  private static final double SURE = 2;

  /** Farther from the centre of a scale, in its spreads, difficulties are 0 or 1 by rounding. */
  private static final double FAR = 27;

  /** A ladder that can be tried, or null: see {@link LadderCurve#of}. */
  static @Nullable LadderTry of(
      RatedGains rated, List<String> rungs, double[] costs, GainScale scale, GainCurve requests) {
    if (!rungs.stream().allMatch(rung -> rung.equals("small") || rated.names().contains(rung))) {
      return null;
    }
    int[] known =
        IntStream.range(0, rated.size())
            .filter(request -> isKnown(rated, rungs, request))
            .toArray();
    if (known.length < ENOUGH) {
      return null;
    }
    double[] large = column(rated, rated.expected(), RatedGains.LARGE, known);
    double[] weights = weights(large, scale, requests);
    double squares = Arrays.stream(weights).map(weight -> weight * weight).sum();
    LadderTry ladder =
        new LadderTry(
            large,
            overFirst(rated, rated.expected(), rungs, known),
            overFirst(rated, rated.actual(), rungs, known),
            costs,
            weights);
    return 1 / squares >= ENOUGH && ladder.isSure() ? ladder : null;
  }

  private static boolean isKnown(RatedGains rated, List<String> rungs, int request) {
    return !Float.isNaN(rated.actual()[0][request])
        && rungs.stream()
            .filter(rung -> !rung.equals("small"))
            .noneMatch(rung -> Float.isNaN(rated.actual()[rated.names().indexOf(rung)][request]));
  }

  private static double[] column(RatedGains rated, float[][] by, String name, int[] known) {
    int row = rated.names().indexOf(name);
    return IntStream.of(known).mapToDouble(request -> row < 0 ? 0 : by[row][request]).toArray();
  }

  /** Gains of each rung over the first one. */
  private static double[][] overFirst(
      RatedGains rated, float[][] by, List<String> rungs, int[] known) {
    double[] first = column(rated, by, rungs.getFirst(), known);
    double[][] gains = new double[rungs.size()][];
    for (int rung = 0; rung < gains.length; rung++) {
      gains[rung] = column(rated, by, rungs.get(rung), known);
      for (int i = 0; i < first.length; i++) {
        gains[rung][i] -= first[i];
      }
    }
    return gains;
  }

  /** How many of the requests are as hard as each rated one, beside how many rated ones are. */
  private static double[] weights(double[] large, GainScale scale, GainCurve requests) {
    Integer[] order = IntStream.range(0, large.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(large[a], large[b]));
    double[] weights = new double[large.length];
    double above = 1;
    for (int part = 0; part < CLASSES; part++) {
      int from = part * large.length / CLASSES;
      int to = (part + 1) * large.length / CLASSES;
      boolean hardest = part == CLASSES - 1;
      double next = hardest ? 0 : requests.shareAbove(scale.difficulty(large[order[to - 1]]));
      for (int i = from; i < to; i++) {
        weights[order[i]] = (above - next) / (to - from);
      }
      above = next;
    }
    return weights;
  }

  private int last() {
    return costs.length - 1;
  }

  private double all() {
    return IntStream.range(0, weights.length).mapToDouble(i -> weights[i] * lasts(i)).sum();
  }

  private double lasts(int request) {
    return actual[last()][request];
  }

  private boolean isSure() {
    double all = all();
    double variance =
        IntStream.range(0, weights.length)
            .mapToDouble(i -> weights[i] * weights[i] * (lasts(i) - all) * (lasts(i) - all))
            .sum();
    return all > SURE * Math.sqrt(variance);
  }

  /** What the thresholds come to. */
  LadderCurve curve(GainScale scale, GainCurve requests) {
    double[] thresholds =
        asked(scale, requests).map(scale::difficulty).sorted().distinct().toArray();
    double[] kept = new double[thresholds.length];
    double[] cost = new double[thresholds.length];
    double all = all();
    for (int point = 0; point < thresholds.length; point++) {
      double asked = scale.gain(thresholds[point]);
      for (int i = 0; i < weights.length; i++) {
        int rung = answers(i, asked);
        kept[point] += weights[i] * actual[rung][i] / all;
        cost[point] += weights[i] * costs[rung];
      }
    }
    return new LadderCurve(thresholds, kept, cost);
  }

  private int answers(int request, double asked) {
    int best = 0;
    double most = 0;
    for (int rung = 1; rung <= last(); rung++) {
      double surplus = expected[rung][request] - asked * costs[rung];
      if (rung == last()) {
        surplus = Math.min(surplus, large[request] - asked);
      }
      if (surplus > most) {
        most = surplus;
        best = rung;
      }
    }
    return best;
  }

  /** The gains that the table's thresholds ask for. */
  private DoubleStream asked(GainScale scale, GainCurve requests) {
    double least = scale.centre() - FAR * scale.spread();
    double most = scale.centre() + FAR * scale.spread();
    double easiest = gain(scale, requests.thresholdForShare(1 - 1e-9), least, most);
    double hardest = gain(scale, requests.thresholdForShare(1e-9), least, most);
    double low = easiest;
    double high = hardest;
    for (int i = 0; i < weights.length; i++) {
      for (int rung = 0; rung < last(); rung++) {
        double step = expected[last()][i] - expected[rung][i];
        low = costs[rung] < 1 ? Math.min(low, step / (1 - costs[rung])) : low;
      }
      for (int rung = 1; rung <= last(); rung++) {
        high = costs[rung] > 0 ? Math.max(high, expected[rung][i] / costs[rung]) : high;
      }
    }
    double from = Math.max(least, low);
    double to = Math.min(most, high);
    DoubleStream inner =
        IntStream.range(1, INNER - 1)
            .mapToDouble(point -> requests.thresholdForShare((double) point / (INNER - 1)))
            .map(threshold -> gain(scale, threshold, least, most));
    DoubleStream below =
        IntStream.rangeClosed(0, OUTER)
            .mapToDouble(point -> from + (easiest - from) * point / OUTER);
    DoubleStream above =
        IntStream.rangeClosed(0, OUTER)
            .mapToDouble(point -> hardest + (to - hardest) * point / OUTER);
    return DoubleStream.concat(below, DoubleStream.concat(inner, above));
  }

  private static double gain(GainScale scale, double threshold, double least, double most) {
    return Math.clamp(scale.gain(threshold), least, most);
  }
}
