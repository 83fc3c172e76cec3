package dev.signalbox.router.core.decide.filter;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.core.decide.Filter;
import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the experts that have every capability that the request needs. */
public final class CapabilityFilter implements Filter {

  @Override
  public String name() {
    return "capability";
  }

  @Override
  public List<ExpertFleet> keep(List<ExpertFleet> experts, Inquiry inquiry) {
    Set<Capability> needs = inquiry.request().needs();
    List<ExpertFleet> kept =
        Filter.those(experts, expert -> expert.capabilities().containsAll(needs));
    if (kept.isEmpty()) {
      throw new RoutingRefusedException(refusal(experts, inquiry));
    }
    return kept;
  }

  @Override
  public String why(ExpertFleet dropped, Inquiry inquiry) {
    return "lacks " + names(lacking(dropped, inquiry));
  }

  /** Names what nobody has; where each lacks something else, what the last one lacks. */
  private static RoutingRefusal refusal(List<ExpertFleet> experts, Inquiry inquiry) {
    Set<Capability> missing =
        inquiry.request().needs().stream()
            .filter(need -> experts.stream().noneMatch(e -> e.capabilities().contains(need)))
            .collect(Collectors.toSet());
    if (missing.isEmpty()) {
      missing = lacking(experts.getLast(), inquiry);
    }
    String who = experts.size() == 1 ? experts.getFirst().id() + " does not have" : "no expert has";
    return new RoutingRefusal.Unsupported(
        "the request needs %s, which %s".formatted(names(missing), who), names(missing));
  }

  private static Set<Capability> lacking(ExpertFleet expert, Inquiry inquiry) {
    return inquiry.request().needs().stream()
        .filter(need -> !expert.capabilities().contains(need))
        .collect(Collectors.toSet());
  }

  private static String names(Set<Capability> capabilities) {
    return capabilities.stream()
        .sorted()
        .map(Capability::wireName)
        .collect(Collectors.joining(", "));
  }
}
