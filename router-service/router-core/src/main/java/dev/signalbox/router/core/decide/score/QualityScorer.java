package dev.signalbox.router.core.decide.score;

import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.decide.Scorer;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.policy.Words;
import java.util.List;

/**
 * Speaks for the rung that the difficulty asks for. With difficulty d and the policy's threshold t
 * the last of two rungs gets {@code weight * (d - t)} and the first 0, so that the threshold alone
 * decides where nothing else has weight. On a longer ladder rung i gets {@code weight * sum over j
 * = 1..i of (d - t * j / (n - 1))}: each step up asks for more difficulty, the last one for t. The
 * order of the ladder is the policy's; size is never taken for quality.
 */
public final class QualityScorer implements Scorer {

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public double contribution(ExpertFleet expert, List<ExpertFleet> experts, Inquiry inquiry) {
    int rung = inquiry.rungOf(expert);
    int last = inquiry.rungs().size() - 1;
    double difficulty = inquiry.assessment().difficulty();
    double threshold = inquiry.threshold().difficulty();
    double sum = 0;
    for (int step = 1; step <= rung; step++) {
      sum += difficulty - stepThreshold(threshold, step, last);
    }
    return inquiry.policy().weights().quality() * sum;
  }

  @Override
  public String words(ExpertFleet expert, Inquiry inquiry) {
    double threshold = inquiry.threshold().difficulty();
    String than =
        threshold > 1
            ? "nothing is hard enough"
            : threshold < 0
                ? "everything is hard enough"
                : "the threshold is " + Words.decimal(threshold);
    return "difficulty is "
        + Words.decimal(inquiry.assessment().difficulty())
        + ", "
        + than
        + ": "
        + inquiry.threshold().words();
  }

  /** Below 0 everything is hard enough for every step. */
  private static double stepThreshold(double threshold, int step, int last) {
    return threshold < 0 || threshold > 1 ? threshold : threshold * step / last;
  }
}
