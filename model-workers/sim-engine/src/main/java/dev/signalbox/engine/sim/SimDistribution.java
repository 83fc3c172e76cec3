package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.TokenLogprob;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulated model's opinion on one next token: a couple of dozen candidates with logits that
 * are a function of the whole prefix, so that a lost or doubled token changes all that follows.
 */
final class SimDistribution {
  private static final int CANDIDATES = 24;
  private static final double CERTAIN = 30;
  private static final double UNLIKELY = -10;

  private final int[] ids;
  private final double[] logits;

  private SimDistribution(Map<Integer, Double> candidates) {
    ids = new int[candidates.size()];
    logits = new double[candidates.size()];
    List<Map.Entry<Integer, Double>> best =
        candidates.entrySet().stream()
            .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()))
            .toList();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = best.get(i).getKey();
      logits[i] = best.get(i).getValue();
    }
  }

  /** One token certain, the others as ever. */
  static SimDistribution scripted(long prefix, int token, Sampling sampling) {
    Map<Integer, Double> candidates = words(prefix);
    candidates.put(token, CERTAIN);
    return biased(candidates, sampling);
  }

  /** Words, and where the prefix says so the end of the answer. */
  static SimDistribution free(long prefix, boolean end, Sampling sampling) {
    Map<Integer, Double> candidates = words(prefix);
    if (end) {
      candidates.put(SimVocabulary.END, CERTAIN);
    }
    return biased(candidates, sampling);
  }

  private static Map<Integer, Double> words(long prefix) {
    Map<Integer, Double> candidates = new LinkedHashMap<>();
    for (int i = 0; i < CANDIDATES; i++) {
      long bits = mix(prefix + i);
      int word = SimVocabulary.FIRST_WORD + (int) Long.remainderUnsigned(bits, wordCount());
      candidates.putIfAbsent(word, 4 - 0.4 * i + (bits >>> 40) * 0x1.0p-24);
    }
    return candidates;
  }

  private static SimDistribution biased(Map<Integer, Double> candidates, Sampling sampling) {
    sampling.logitBias().keySet().forEach(id -> candidates.putIfAbsent(id, UNLIKELY));
    return new SimDistribution(candidates);
  }

  /**
   * Draws.
   *
   * @param seen how often a token is in the answer
   * @param draw uniform in 0..1
   */
  int draw(Sampling sampling, Map<Integer, Integer> seen, double draw) {
    double[] weights = new double[ids.length];
    int best = 0;
    for (int i = 0; i < ids.length; i++) {
      int times = seen.getOrDefault(ids[i], 0);
      weights[i] =
          logits[i]
              + sampling.logitBias().getOrDefault(ids[i], 0.0)
              - (times > 0 ? sampling.presencePenalty() : 0)
              - times * sampling.frequencyPenalty();
      best = weights[i] > weights[best] ? i : best;
    }
    if (sampling.temperature() == 0 || sampling.topP() == 0) {
      return ids[best];
    }
    return ids[pick(weights, weights[best], sampling, draw)];
  }

  private static int pick(double[] logits, double best, Sampling sampling, double draw) {
    Integer[] order = new Integer[logits.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -logits[i]));
    double[] weights = new double[logits.length];
    double total = 0;
    for (int i = 0; i < logits.length; i++) {
      weights[i] = Math.exp((logits[i] - best) / sampling.temperature());
      total += weights[i];
    }
    int kept = 0;
    double mass = 0;
    while (kept < order.length
        && (sampling.topK() == 0 || kept < sampling.topK())
        && (kept == 0 || mass < sampling.topP() * total)
        && weights[order[kept]] >= sampling.minP()) {
      mass += weights[order[kept++]];
    }
    double left = draw * mass;
    for (int i = 0; i < kept; i++) {
      left -= weights[order[i]];
      if (left < 0) {
        return order[i];
      }
    }
    return order[0];
  }

  /** Log-probability of a candidate with the {@code top} most likely beside it. */
  TokenLogprob logprob(int token, int top) {
    List<TokenLogprob> best =
        Arrays.stream(ids).limit(top).mapToObj(id -> plain(id, logprobOf(id))).toList();
    return new TokenLogprob(token, SimVocabulary.bytesOf(token), logprobOf(token), best);
  }

  private static TokenLogprob plain(int id, double logprob) {
    return new TokenLogprob(id, SimVocabulary.bytesOf(id), logprob, List.of());
  }

  private double logprobOf(int token) {
    double total = 0;
    double own = UNLIKELY;
    for (int i = 0; i < ids.length; i++) {
      total += Math.exp(logits[i] - logits[0]);
      own = ids[i] == token ? logits[i] : own;
    }
    return own - logits[0] - Math.log(total);
  }

  private static int wordCount() {
    return SimVocabulary.words();
  }

  /** SplitMix64's finaliser: every input bit reaches every output bit. */
  static long mix(long value) {
    long bits = (value + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 30)) * 0x94d049bb133111ebL;
    bits = (bits ^ (bits >>> 27)) * 0xbf58476d1ce4e5b9L;
    return bits ^ (bits >>> 31);
  }
}
