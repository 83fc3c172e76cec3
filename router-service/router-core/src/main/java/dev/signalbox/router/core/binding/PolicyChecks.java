package dev.signalbox.router.core.binding;

import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigProblem;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.difficulty.Categories;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a schema cannot say of a policy: that its experts and categories exist and that its aim can
 * be reached.
 */
final class PolicyChecks {
  private final Predicate<String> known;
  private final String expected;
  private final PriceCheck prices;
  private final GainCurve curve;

  /**
   * @param catalog the experts
   * @param started which of them the process was started with; if it does not name them all yet,
   *     any reference passes
   * @param scorer by whose calibration aims are judged
   */
  PolicyChecks(Catalog catalog, StartedExperts started, DifficultyScorer scorer) {
    List<String> names = new ArrayList<>(Catalog.TIERS);
    catalog.experts().forEach(expert -> names.add(expert.id()));
    boolean complete = started.named();
    this.known = name -> !complete || names.contains(name);
    this.expected = "a tier or an expert: " + String.join(", ", names);
    this.prices = new PriceCheck(catalog, started);
    this.curve = GainCurve.of(scorer.version(), scorer.calibration());
  }

  void check(ConfigFile file, RoutingPolicy policy, List<ConfigProblem> problems) {
    JsonNode root = file.root();
    references(file, "/experts", root.path("experts"), problems);
    references(file, "/fallbacks", root.path("fallbacks"), problems);
    references(file, "/generalist", root.path("generalist"), problems);
    references(
        file,
        "/cascade/agreement/expert",
        root.path("cascade").path("agreement").path("expert"),
        problems);
    root.path("categories")
        .properties()
        .forEach(entry -> category(file, entry.getKey(), entry.getValue(), problems));
    reachable(file, policy, problems);
    prices.check(file, policy, problems);
    consistent(file, policy, problems);
  }

  /** A ladder under a name that no router tells would never serve, and nobody would notice. */
  private void category(
      ConfigFile file, String name, JsonNode ladder, List<ConfigProblem> problems) {
    String pointer = "/categories/" + name.replace("~", "~0").replace("/", "~1");
    if (!Categories.NAMES.contains(name)) {
      problems.add(
          file.problemWithName(
              pointer,
              "a category: "
                  + String.join(", ", Categories.NAMES)
                  + Categories.meantBy(name).map(known -> "; " + known + "?").orElse("")));
    }
    references(file, pointer, ladder, problems);
  }

  /**
   * A cascade needs somebody above the draft, an objective somebody to choose between, and the
   * hardest requests are among the hard ones.
   */
  private static void consistent(
      ConfigFile file, RoutingPolicy policy, List<ConfigProblem> problems) {
    if (file.root().has("objective")
        && policy.generalist().size() == 1
        && policy.categories().values().stream().allMatch(ladder -> ladder.size() == 1)) {
      problems.add(
          file.problem(
              "/objective", "none, or a generalist of at least two rungs to choose between"));
    }
    if (policy.mode() == Mode.CASCADE && policy.generalist().size() == 1) {
      problems.add(
          file.problem("/mode", "single, or a generalist of at least two rungs to cascade over"));
    }
    JsonNode high = file.root().path("thinking").path("high_share");
    if (policy.thinking() != null
        && high.isNumber()
        && high.asDouble() > policy.thinking().lowShare()) {
      problems.add(
          file.problem(
              "/thinking/high_share", "at most low_share, " + policy.thinking().lowShare()));
    }
  }

  private void references(
      ConfigFile file, String pointer, JsonNode value, List<ConfigProblem> problems) {
    if (value.isString() && !known.test(value.asString())) {
      problems.add(file.problem(pointer, expected));
    }
    for (int i = 0; i < value.size(); i++) {
      if (!known.test(value.get(i).asString())) {
        problems.add(file.problem(pointer + "/" + i, expected));
      }
    }
  }

  private void reachable(ConfigFile file, RoutingPolicy policy, List<ConfigProblem> problems) {
    double limit = policy.maxLargeShare();
    if (policy.objective() instanceof Objective.QualityFloor floor) {
      floorWithinLimit(file, "/objective/quality_floor", floor.share(), limit, problems);
    }
    floorWithinLimit(file, "/limits/min_quality", policy.minQuality(), limit, problems);
  }

  private void floorWithinLimit(
      ConfigFile file, String pointer, double floor, double limit, List<ConfigProblem> problems) {
    if (floor <= 0 || limit >= 1) {
      return;
    }
    double needed = curve.shareAbove(curve.thresholdForQuality(floor));
    if (needed > limit) {
      problems.add(
          file.problem(
              pointer,
              "what limits.max_large_share %s can reach; by the %s this takes %s large"
                  .formatted(Words.percent(limit), curve.source(), Words.percent(needed))));
    }
  }
}
