package dev.signalbox.engine.llama.schedule;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a decode of so many tokens costs on this machine, and the two choices that follow from it:
 * how to split sequences that each want one token into decodes, and how long a piece of a prompt
 * may be.
 *
 * <p>Times are kept at a few sizes, measured once at the start and averaged on with each decode (a
 * quarter of the new value: contexts grow, machines get busy, and another process may have been
 * starting at the same time). Between sizes they are interpolated, above the largest extended in
 * proportion. A split that is not the fastest is tried again and again, so that a disturbed
 * measurement does not stay: as often as costs one step in two hundred, but not before the
 * sixteenth step, nor after the two hundredth. For one thread.
 */
final class StepTimes {
  private static final Logger LOG = LoggerFactory.getLogger(StepTimes.class);
  private static final double WEIGHT = 0.25;

  /** Up to this many tokens each size has a time of its own, above it each power of two. */
  private static final int EXACT = 8;

  private static final int REPLAN = 32;
  private static final double TRIAL_COST = 0.005;
  private static final int LEAST_BETWEEN_TRIALS = 16;
  private static final int MOST_BETWEEN_TRIALS = 200;

  /** A trial must not be felt by a reader. */
  private static final double TRIAL_MILLIS = 140;

  private static final int[] PIECES = {4, 8, 16, 32, 64, 128, 256, 512};

  private final TreeMap<Integer, Double> millis = new TreeMap<>();

  /** Steps since the last trial, by sequences. */
  private final int[] rounds;

  private int[][] groups;
  private int observed;

  /**
   * @param measured tokens of a decode to its milliseconds; at least one entry
   * @param sequences most sequences that step together
   */
  StepTimes(Map<Integer, Double> measured, int sequences) {
    millis.putAll(measured);
    rounds = new int[sequences + 1];
    groups = fastestGroups(sequences);
  }

  /** Milliseconds that a decode of so many tokens is expected to take. */
  double expected(int tokens) {
    var below = millis.floorEntry(tokens);
    var above = millis.ceilingEntry(tokens);
    if (below == null) {
      return millis.firstEntry().getValue();
    }
    if (above == null) {
      return below.getValue() * tokens / below.getKey();
    }
    if (below.getKey().equals(above.getKey())) {
      return below.getValue();
    }
    double share = (double) (tokens - below.getKey()) / (above.getKey() - below.getKey());
    return below.getValue() + share * (above.getValue() - below.getValue());
  }

  /** Learns from a decode. */
  void observe(int tokens, double took) {
    int size = tokens;
    if (tokens > EXACT) {
      size = Integer.highestOneBit(tokens);
    }
    double scaled = took * expected(size) / Math.max(1e-6, expected(tokens));
    millis.merge(size, scaled, (old, now) -> old + WEIGHT * (now - old));
    if (++observed % REPLAN == 0) {
      int[][] before = groups;
      groups = fastestGroups(rounds.length - 1);
      if (LOG.isDebugEnabled() && !Arrays.deepEquals(before, groups)) {
        LOG.debug("steps are now {} by milliseconds {}", Arrays.deepToString(groups), millis);
      }
    }
  }

  /** Sizes of the decodes that give each of so many sequences one token in the least time. */
  int[] groups(int sequences) {
    int[] fastest = groups[sequences];
    if (++rounds[sequences] < LEAST_BETWEEN_TRIALS || sequences < 2) {
      return fastest;
    }
    int[] other = new int[fastest.length == 1 ? sequences : 1];
    Arrays.fill(other, sequences / other.length);
    double cost = cost(other);
    double lost = cost / cost(fastest) - 1;
    boolean early =
        rounds[sequences] * TRIAL_COST < lost && rounds[sequences] < MOST_BETWEEN_TRIALS;
    if (cost > TRIAL_MILLIS || early) {
      return fastest;
    }
    rounds[sequences] = 0;
    return other;
  }

  private double cost(int[] sizes) {
    double sum = 0;
    for (int size : sizes) {
      sum += expected(size);
    }
    return sum;
  }

  private int[][] fastestGroups(int most) {
    double[] best = new double[most + 1];
    int[][] split = new int[most + 1][];
    split[0] = new int[0];
    for (int n = 1; n <= most; n++) {
      best[n] = Double.POSITIVE_INFINITY;
      for (int first = n; first >= 1; first--) {
        double time = expected(first) + best[n - first];
        // A larger group must be worth it by more than what measuring is off by.
        if (time < best[n] * 0.97) {
          best[n] = time;
          int[] rest = split[n - first];
          split[n] = Arrays.copyOf(new int[] {first}, rest.length + 1);
          System.arraycopy(rest, 0, split[n], 1, rest.length);
        }
      }
    }
    return split;
  }

  /**
   * Tokens of a prompt to compute in one decode.
   *
   * @param others sequences that get one token each in the same decode
   * @param budgetMillis time that the decode should stay within
   * @param most tokens that a decode can hold
   */
  int piece(int others, double budgetMillis, int most) {
    int room = Math.max(1, most - others);
    int piece = Math.min(room, PIECES[0]);
    for (int size : PIECES) {
      if (size <= room && expected(size + others) <= budgetMillis) {
        piece = size;
      }
    }
    return piece;
  }
}
