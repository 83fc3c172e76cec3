package dev.signalbox.router.core.decide;

import dev.signalbox.router.api.Reason;
import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.List;

/**
 * Which experts are to be asked, in order, and why.
 *
 * @param experts never empty
 * @param propensity probability with which the first one was chosen
 * @param reasons in the order in which the rules spoke
 */
public record Choice(List<ExpertFleet> experts, double propensity, List<Reason> reasons) {
  public Choice {
    experts = List.copyOf(experts);
    reasons = List.copyOf(reasons);
  }
}
