package dev.signalbox.router.core.decide;

import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.Pace;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rules may look at for one request.
 *
 * @param request the request
 * @param policy the policy that decides
 * @param assessment how hard it is and what it is about
 * @param threshold above which difficulty the last rung answers
 * @param rungs the ladder: experts of each rung, the one for easy requests first
 * @param pace how fast experts have been
 * @param prospects what is expected of each expert of the ladder; null where that is not known
 */
public record Inquiry(
    RoutingRequest request,
    RoutingPolicy policy,
    Assessment assessment,
    Threshold threshold,
    List<List<ExpertFleet>> rungs,
    Pace pace,
    @Nullable Prospects prospects) {

  /** The same where it is known what to expect of each expert. */
  public Inquiry withProspects(@Nullable Prospects known) {
    return new Inquiry(request, policy, assessment, threshold, rungs, pace, known);
  }

  /** The rung that an expert stands on, 0 for easy requests; -1 if it is not on the ladder. */
  public int rungOf(ExpertFleet expert) {
    for (int rung = rungs.size() - 1; rung >= 0; rung--) {
      for (ExpertFleet one : rungs.get(rung)) {
        if (one.id().equals(expert.id())) {
          return rung;
        }
      }
    }
    return -1;
  }

  /** Whether an expert stands on the last of several rungs, and the share of that is used up. */
  public boolean isShut(ExpertFleet expert) {
    int last = rungs.size() - 1;
    return threshold.usedUp() && last > 0 && rungOf(expert) == last;
  }

  /** What the request is expected to cost at an expert, in the unit of prices. */
  public double expectedPrice(ExpertFleet expert) {
    double completion = pace.expectedCompletion(expert.id(), request.maxTokens());
    return expert.expert().price().of(request.promptTokens(), completion);
  }
}
