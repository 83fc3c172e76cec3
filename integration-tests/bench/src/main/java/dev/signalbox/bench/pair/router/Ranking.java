package dev.signalbox.bench.pair.router;

import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.LadderTerms;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Threshold;
import java.util.List;

/**
 * How hard a router calls each question, and from where on a policy sends it to large.
 *
 * @param name of the router, for tables
 * @param version of the router
 * @param difficulty of each question
 * @param threshold what is harder goes to large, as long as a tenant's own traffic is not known
 * @param share share of requests that the policy expects above the threshold
 */
public record Ranking(
    String name, String version, double[] difficulty, double threshold, double share) {

  /**
   * Judges questions by a router.
   *
   * @param policy whose objective makes the threshold; not one by price
   */
  public static Ranking of(
      String name, TrainedScorer router, RoutingPolicy policy, List<Question> questions) {
    GainCurve curve = GainCurve.of(router.version(), router.calibration());
    LadderTerms terms = new LadderTerms(curve, LadderPrice.FREE, null);
    double threshold = Threshold.of(policy, Preferences.NONE, terms).difficulty();
    return new Ranking(
        name,
        router.version(),
        questions.stream()
            .mapToDouble(one -> router.assess(RoutingPrompt.of(one.text())).difficulty())
            .toArray(),
        threshold,
        curve.shareAbove(threshold));
  }

  /** The same router with difficulties that a gateway told. */
  public Ranking told(double[] difficulties) {
    return new Ranking(name, version, difficulties, threshold, share);
  }
}
