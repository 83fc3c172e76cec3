package dev.signalbox.router.core.binding;

import dev.signalbox.config.ConfigFile;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ThinkingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code policies/*.yaml}, which fit their schema already. */
final class PolicyFiles {

  private static final double DEFAULT_LOW_SHARE = 0.5;
  private static final double DEFAULT_HIGH_SHARE = 0.2;
  private static final int DEFAULT_THINKING_TOKENS = 4_096;

  private PolicyFiles() {}

  /** The policies by id. */
  static Map<String, RoutingPolicy> read(List<ConfigFile> files) {
    Map<String, RoutingPolicy> policies = new TreeMap<>();
    for (ConfigFile file : files) {
      RoutingPolicy policy = policy(file.root());
      policies.put(policy.id(), policy);
    }
    return policies;
  }

  private static RoutingPolicy policy(JsonNode root) {
    RoutingPolicy defaults = RoutingPolicy.DEFAULT;
    Map<String, List<String>> categories = new TreeMap<>();
    root.path("categories")
        .properties()
        .forEach(entry -> categories.put(entry.getKey(), ladder(entry.getValue())));
    JsonNode generalist = root.path("generalist");
    return new RoutingPolicy(
        root.path("id").asString(),
        objective(root.path("objective"), defaults.objective()),
        root.path("limits").path("max_large_share").asDouble(defaults.maxLargeShare()),
        root.path("limits").path("min_quality").asDouble(defaults.minQuality()),
        textsOrNull(root.path("experts")),
        generalist.isMissingNode() ? defaults.generalist() : ladder(generalist),
        categories,
        root.path("category_confidence").asDouble(defaults.categoryConfidence()),
        textsOrNull(root.path("fallbacks")),
        weights(root.path("weights"), defaults.weights()),
        root.path("exploration_share").asDouble(defaults.explorationShare()),
        mode(root.path("mode"), defaults.mode()),
        cascade(root.path("cascade"), defaults.cascade()),
        thinking(root.path("thinking")),
        delivery(root));
  }

  private static Delivery delivery(JsonNode root) {
    boolean exact = root.path("resume").asString("").equals("exact");
    return new Delivery(
        exact ? Delivery.Resume.EXACT : Delivery.Resume.NONE,
        root.path("hedge").path("after_percentile").asDouble(0));
  }

  private static Mode mode(JsonNode name, Mode otherwise) {
    for (Mode mode : Mode.values()) {
      if (mode.wireName().equals(name.asString(""))) {
        return mode;
      }
    }
    return otherwise;
  }

  private static CascadePolicy cascade(JsonNode cascade, CascadePolicy otherwise) {
    JsonNode second = cascade.path("agreement");
    JsonNode budget = cascade.path("first_token_budget_ms");
    return new CascadePolicy(
        numberOrNull(cascade.path("quantile")),
        numberOrNull(cascade.path("min_logprob")),
        budget.isNumber() ? Duration.ofMillis(budget.asLong()) : otherwise.budget(),
        cascade.path("longest_draft_bytes").asInt(otherwise.longestDraft()),
        second.path("expert").isString() ? second.path("expert").asString() : null,
        second.path("at_least").asDouble(otherwise.agreement()));
  }

  private static @Nullable ThinkingPolicy thinking(JsonNode thinking) {
    if (!thinking.isObject()) {
      return null;
    }
    double low = thinking.path("low_share").asDouble(DEFAULT_LOW_SHARE);
    return new ThinkingPolicy(
        ExpertFiles.effort(thinking.path("max_effort").asString("high")),
        low,
        Math.min(low, thinking.path("high_share").asDouble(DEFAULT_HIGH_SHARE)),
        thinking.path("max_tokens").asInt(DEFAULT_THINKING_TOKENS));
  }

  private static @Nullable Double numberOrNull(JsonNode number) {
    return number.isNumber() ? (Double) number.asDouble() : null;
  }

  private static Objective objective(JsonNode objective, Objective otherwise) {
    if (objective.has("quality_floor")) {
      return new Objective.QualityFloor(objective.path("quality_floor").asDouble());
    }
    if (objective.has("max_large_share")) {
      return new Objective.MaxLargeShare(objective.path("max_large_share").asDouble());
    }
    if (objective.has("max_price_per_1000_requests")) {
      return new Objective.MaxPrice(objective.path("max_price_per_1000_requests").asDouble());
    }
    return otherwise;
  }

  private static Weights weights(JsonNode weights, Weights otherwise) {
    return new Weights(
        weights.path("quality").asDouble(otherwise.quality()),
        weights.path("price").asDouble(otherwise.price()),
        weights.path("latency").asDouble(otherwise.latency()));
  }

  private static List<String> ladder(JsonNode ladder) {
    return ladder.isString() ? List.of(ladder.asString()) : ExpertFiles.texts(ladder);
  }

  private static @Nullable List<String> textsOrNull(JsonNode list) {
    return list.isMissingNode() ? null : ExpertFiles.texts(list);
  }
}
