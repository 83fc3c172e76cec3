package dev.signalbox.router.core.binding;

import dev.signalbox.config.ConfigBinder;
import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigProblem;
import dev.signalbox.config.ConfigSnapshot;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.policy.RoutingPolicy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Owns the kinds {@code experts} and {@code policies}. Once there are experts in force, a change
 * that would leave none is wrong.
 */
public final class RouterConfigBinder implements ConfigBinder<RouterConfigBinder.Bound> {
  private final StartedExperts started;
  private final Supplier<? extends DifficultyScorer> scorer;
  private final Consumer<Bound> inForce;
  private volatile boolean serving;

  /**
   * @param started experts that the process was started with
   * @param scorer the default scorer that serves now, by whose calibration aims are judged
   * @param inForce is told what is in force from now on
   */
  public RouterConfigBinder(
      StartedExperts started,
      Supplier<? extends DifficultyScorer> scorer,
      Consumer<Bound> inForce) {
    this.started = started;
    this.scorer = scorer;
    this.inForce = inForce;
  }

  /** Checks files and puts nothing in force. */
  public static RouterConfigBinder checking(DifficultyScorer scorer) {
    return new RouterConfigBinder(StartedExperts.NONE, () -> scorer, bound -> {});
  }

  @Override
  public Bound bind(ConfigSnapshot snapshot, List<ConfigProblem> problems) {
    List<Expert> experts = ExpertFiles.read(snapshot.of("experts"), problems);
    Map<String, RoutingPolicy> policies = PolicyFiles.read(snapshot.of("policies"));
    Bound bound = new Bound(snapshot.revision(), experts, policies);
    Catalog catalog = bound.config(started).catalog();
    if (serving && catalog.experts().isEmpty()) {
      problems.add(
          ConfigProblem.ofFile(
              "experts/",
              "no expert is left",
              "an expert, as until now; the last one goes with a restart only"));
    }
    PolicyChecks checks = new PolicyChecks(catalog, started, scorer.get());
    for (ConfigFile file : snapshot.of("policies")) {
      RoutingPolicy policy = policies.get(file.root().path("id").asString());
      if (policy != null) {
        checks.check(file, policy, problems);
      }
    }
    return bound;
  }

  @Override
  public void commit(Bound bound) {
    inForce.accept(bound);
    serving = !bound.config(started).catalog().experts().isEmpty();
  }

  /**
   * What the files say, before the experts that the process was started with are joined in.
   *
   * @param revision configuration revision
   * @param experts the files' experts
   * @param policies the files' policies
   */
  public record Bound(String revision, List<Expert> experts, Map<String, RoutingPolicy> policies) {
    public Bound {
      experts = List.copyOf(experts);
      policies = Map.copyOf(policies);
    }

    /** The configuration with the experts that the process was started with. */
    public RouterConfig config(StartedExperts started) {
      return new RouterConfig(revision, CatalogAssembly.of(experts, started), policies);
    }
  }
}
