package dev.signalbox.router.core.decide.score;

import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.decide.Prospects;
import dev.signalbox.router.core.decide.Prospects.Prospect;
import dev.signalbox.router.core.decide.Scorer;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.RungWorth;
import dev.signalbox.router.core.policy.Words;
import java.util.List;

/**
 * Speaks for the rung that the policy's threshold asks for: {@code weight * worth} of its rung
 * ({@link RungWorth}), by the rung's own gain where it is known what to expect of every expert of a
 * ladder of three rungs and more, otherwise by the difficulty. The last of two rungs gets {@code
 * weight * (d - t)} and the first 0, so that the threshold alone decides where nothing else has
 * weight. The order of the ladder is the policy's; size is never taken for quality.
 */
public final class QualityScorer implements Scorer {

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public double contribution(ExpertFleet expert, List<ExpertFleet> experts, Inquiry inquiry) {
    return inquiry.policy().weights().quality() * worth(expert, inquiry);
  }

  private static double worth(ExpertFleet expert, Inquiry inquiry) {
    if (inquiry.isShut(expert)) {
      return inquiry.assessment().difficulty() - GainCurve.NOTHING_LARGE;
    }
    Prospects prospects = inquiry.prospects();
    Prospect known = prospects == null ? null : prospects.byExpert().get(expert.id());
    return known != null
        ? known.worth()
        : RungWorth.byDifficulty(
            inquiry.assessment().difficulty(),
            inquiry.threshold().difficulty(),
            inquiry.rungOf(expert),
            inquiry.rungs().size() - 1);
  }

  @Override
  public String words(ExpertFleet expert, Inquiry inquiry) {
    Prospects prospects = inquiry.prospects();
    Prospect known = prospects == null ? null : prospects.byExpert().get(expert.id());
    String expected = prospects == null || known == null ? "" : expected(prospects, known);
    double threshold = inquiry.threshold().difficulty();
    String than =
        threshold > 1 || inquiry.isShut(expert)
            ? "nothing is hard enough"
            : threshold < 0
                ? "everything is hard enough"
                : "the threshold is " + Words.decimal(threshold);
    return expected
        + "difficulty is "
        + Words.decimal(inquiry.assessment().difficulty())
        + ", "
        + than
        + ": "
        + inquiry.threshold().words();
  }

  private static String expected(Prospects prospects, Prospect known) {
    return "expected to score "
        + Words.decimal(known.score())
        + ", the first rung "
        + Words.decimal(prospects.first())
        + ": a gain of "
        + Words.decimal(known.score() - prospects.first())
        + " where "
        + Words.decimal(prospects.askedGain() * known.cost())
        + " is asked for; ";
  }
}
