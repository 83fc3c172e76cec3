package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.replay.PolicyReplay.ExpertShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what another policy says, request by request in the order of the log. */
final class Tally {
  private final Support support;
  private final double[] weights;
  private final Map<String, double[]> shares = new TreeMap<>();
  private int next;
  private double changed;
  private double unsupported;
  private int refused;
  private @Nullable String refusal;

  Tally(Support support, int requests) {
    this.support = support;
    this.weights = new double[requests];
  }

  /**
   * A request was decided.
   *
   * @param odds every expert that would get it, with its probability
   */
  void decided(LoggedDecision decision, Map<String, Double> odds) {
    double same = odds.getOrDefault(decision.expert(), 0.0);
    weights[next++] = same / decision.propensity();
    changed += 1 - same;
    share(decision.expert())[0]++;
    odds.forEach((expert, probability) -> {
      double[] share = share(expert);
      share[1] += probability;
      if (!support.has(decision, expert)) {
        share[2] += probability;
        unsupported += probability;
      }
    });
  }

  /** A request was refused, in words. */
  void refused(LoggedDecision decision, String why) {
    weights[next++] = 0;
    changed++;
    refused++;
    refusal = refusal == null ? why : refusal;
    share(decision.expert())[0]++;
  }

  /** Probability under the other policy over the logged one, for each request. */
  double[] weights() {
    return weights.clone();
  }

  double changed() {
    return changed / weights.length;
  }

  double refused() {
    return (double) refused / weights.length;
  }

  @Nullable String refusal() {
    return refusal;
  }

  /** Share of the choices of which the log knows nothing. */
  double blind() {
    return refused == weights.length ? 0 : unsupported / (weights.length - refused);
  }

  List<ExpertShare> experts() {
    List<ExpertShare> experts = new ArrayList<>();
    double n = weights.length;
    shares.forEach((expert, share) ->
        experts.add(new ExpertShare(expert, share[0] / n, share[1] / n, share[2] / n)));
    return experts;
  }

  private double[] share(String expert) {
    return shares.computeIfAbsent(expert, absent -> new double[3]);
  }
}
