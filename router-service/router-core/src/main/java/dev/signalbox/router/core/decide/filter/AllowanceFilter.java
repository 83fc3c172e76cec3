package dev.signalbox.router.core.decide.filter;

import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.core.decide.Filter;
import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.policy.RoutingPolicy;
import java.util.List;

/** Keeps the experts that the policy may use. */
public final class AllowanceFilter implements Filter {

  @Override
  public String name() {
    return "allowance";
  }

  @Override
  public List<ExpertFleet> keep(List<ExpertFleet> experts, Inquiry inquiry) {
    RoutingPolicy policy = inquiry.policy();
    if (policy.experts() == null) {
      return experts;
    }
    List<ExpertFleet> kept = Filter.those(experts, e -> allows(policy, e));
    if (kept.isEmpty()) {
      throw new RoutingRefusedException(
          new RoutingRefusal.NotAllowed(
              "model: \"%s\" is not allowed by policy %s (expected: one of %s)"
                  .formatted(
                      inquiry.request().model(),
                      policy.id(),
                      String.join(", ", policy.experts()))));
    }
    return kept;
  }

  @Override
  public String why(ExpertFleet dropped, Inquiry inquiry) {
    return "policy " + inquiry.policy().id() + " does not allow it";
  }

  /** Whether a policy lets its tenants use an expert. */
  public static boolean allows(RoutingPolicy policy, ExpertFleet expert) {
    List<String> allowed = policy.experts();
    return allowed == null
        || allowed.contains(expert.id())
        || expert.expert().tiers().stream().anyMatch(allowed::contains);
  }
}
