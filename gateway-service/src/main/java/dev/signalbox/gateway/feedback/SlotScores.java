package dev.signalbox.gateway.feedback;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The expected scores of an {@link AnswerSlot}, as numbers beside names that many slots share. Not
 * safe for use by many threads.
 */
final class SlotScores {
  private static final String[] NO_NAMES = {};
  private static final double[] NO_SCORES = {};

  private String[] names = NO_NAMES;
  private double[] scores = NO_SCORES;

  /**
   * Puts scores here in the place of others.
   *
   * @param before those of the slot before; may be these
   */
  void fill(Map<String, Double> expected, SlotScores before) {
    if (expected.isEmpty()) {
      names = NO_NAMES; // the numbers stay, for the next answer that has some
      return;
    }
    TreeMap<String, Double> sorted = new TreeMap<>(expected);
    String[] now = sorted.keySet().toArray(NO_NAMES);
    names = Arrays.equals(now, before.names) ? before.names : now;
    if (scores.length != now.length) {
      scores = new double[now.length];
    }
    int i = 0;
    for (double score : sorted.values()) {
      scores[i++] = score;
    }
  }

  /** The scores by name. */
  Map<String, Double> byName() {
    Map<String, Double> byName = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      byName.put(names[i], scores[i]);
    }
    return byName;
  }
}
