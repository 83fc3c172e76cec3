package dev.signalbox.router.core.binding;

import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigProblem;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a ceiling on the price against what is known of prices. An expert without one counts as
 * free: with such an expert on the last rung every ceiling affords everything, and is none. The
 * generalist's first rung may be free.
 */
final class PriceCheck {
  private static final String FIELD = "/objective/max_price_per_1000_requests";

  private final Catalog catalog;
  private final StartedExperts started;

  /**
   * @param catalog the experts
   * @param started which of them the process was started with
   */
  PriceCheck(Catalog catalog, StartedExperts started) {
    this.catalog = catalog;
    this.started = started;
  }

  void check(ConfigFile file, RoutingPolicy policy, List<ConfigProblem> problems) {
    if (policy.objective() instanceof Objective.MaxPrice most) {
      cheapestWithin(file, policy, most.price(), problems);
      for (Expert unpriced : unpriced(policy)) {
        problems.add(file.problem(FIELD, expected(unpriced)));
      }
    }
  }

  /** A single token read and written for each request is the least that can be. */
  private void cheapestWithin(
      ConfigFile file, RoutingPolicy policy, double ceiling, List<ConfigProblem> problems) {
    List<Expert> easy = catalog.named(policy.generalist().getFirst());
    if (easy.isEmpty()) {
      return;
    }
    double least = 1000 * easy.getFirst().price().of(1, 1);
    if (least > ceiling) {
      problems.add(
          file.problem(
              FIELD,
              ">= %s, what 1,000 requests of one token cost at %s"
                  .formatted(least, easy.getFirst().id())));
    }
  }

  private Set<Expert> unpriced(RoutingPolicy policy) {
    Set<Expert> dear = new LinkedHashSet<>(catalog.named(policy.generalist().getLast()));
    policy.categories().values().forEach(ladder -> dear.addAll(catalog.named(ladder.getLast())));
    catalog.named(policy.generalist().getFirst()).forEach(dear::remove);
    dear.removeIf(expert -> expert.price().of(1, 1) > 0);
    return dear;
  }

  private String expected(Expert unpriced) {
    String flag = flag(unpriced);
    return flag == null
        ? "a price_per_million_tokens above 0 for %s, who stands last on a ladder"
            .formatted(unpriced.id())
        : "a price for %s, who stands last on a ladder: %s has none, a file under experts/ may"
            .formatted(unpriced.id(), flag);
  }

  private @Nullable String flag(Expert expert) {
    if (started.large() != null && expert.endpoints().contains(started.large())) {
      return "--large";
    }
    boolean small = started.small() != null && expert.endpoints().contains(started.small());
    return small ? "--small" : null;
  }
}
