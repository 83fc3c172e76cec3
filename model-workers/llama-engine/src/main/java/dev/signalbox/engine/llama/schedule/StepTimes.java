package dev.signalbox.engine.llama.schedule;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a decode of so many tokens costs on this machine, and the two choices that follow from it:
 * how to split sequences that each want one token into decodes, and how long a piece of a prompt
 * may be.
 *
 * <p>Times are kept at a few sizes, measured once at the start and, for pieces of prompts, averaged
 * on with each decode (a quarter of the new value: contexts grow and machines get busy). Between
 * sizes they are interpolated, above the largest extended in proportion. For one thread.
 */
final class StepTimes {
  private static final double WEIGHT = 0.25;
  private static final int[] PIECES = {4, 8, 16, 32, 64, 128, 256, 512};

  private final TreeMap<Integer, Double> millis = new TreeMap<>();
  private int[][] groups = {{}, {1}};

  /**
   * @param measured tokens of a decode to its milliseconds; at least one entry
   * @param sequences most sequences that step together
   */
  StepTimes(Map<Integer, Double> measured, int sequences) {
    millis.putAll(measured);
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

  /** Learns from a decode that had a piece of a prompt in it. */
  void observe(int tokens, double took) {
    int size = 8;
    while (size * 2 <= tokens) {
      size *= 2;
    }
    if (tokens >= 8) {
      double scaled = took * expected(size) / Math.max(1e-6, expected(tokens));
      millis.merge(size, scaled, (old, now) -> old + WEIGHT * (now - old));
    }
  }

  /** Sizes of the decodes that give each of so many sequences one token in the least time. */
  int[] groups(int sequences) {
    return groups[sequences];
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
