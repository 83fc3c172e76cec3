package dev.signalbox.cli.verb;

import dev.signalbox.router.core.policy.DraftSpread;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Shows what a policy's aim comes to for each tenant, and what other aims would. */
final class Aims {
  private static final String ROW = "  %11s  %10s  %12s  %10s%n";

  private Aims() {}

  /**
   * One table for each tenant.
   *
   * @param policy a policy as the admin port shows it
   */
  static String tables(JsonNode policy) {
    StringBuilder tables = new StringBuilder();
    for (Map.Entry<String, JsonNode> tenant : policy.path("aims").properties()) {
      JsonNode now = policy.path("thresholds").path(tenant.getKey());
      tables.append(
          "%npolicy %s, tenant %s: %s, by %s%n"
              .formatted(
                  policy.path("id").asString(""),
                  tenant.getKey(),
                  policy.path("objective").asString(""),
                  now.path("source").asString("")));
      tables.append(
          "  threshold %.4f, next %.4f: %.0f%% large, %.0f%% of the gain kept%n"
              .formatted(
                  now.path("difficulty").asDouble(),
                  now.path("next").asDouble(),
                  100 * now.path("largeShare").asDouble(),
                  100 * now.path("qualityKept").asDouble()));
      for (Map.Entry<String, JsonNode> category : policy.path("categories").properties()) {
        JsonNode own = category.getValue().path(tenant.getKey());
        if (own.isObject()) {
          tables.append(
              "  category %s: threshold %.4f, next %.4f: %.0f%% large%n"
                  .formatted(
                      category.getKey(),
                      own.path("difficulty").asDouble(),
                      own.path("next").asDouble(),
                      100 * own.path("largeShare").asDouble()));
        }
      }
      JsonNode draft = now.path("draft");
      if (draft.isObject()) {
        tables.append(
            "  drafts of %s stand %s, next %s, by %s%n"
                .formatted(
                    draft.path("expert").asString(""),
                    stand(draft.path("confidence"), "from a confidence of %.4f on"),
                    stand(draft.path("next"), "%.4f"),
                    draft.path("source").asString("")));
      }
      tables.append(ROW.formatted("large share", "threshold", "quality kept", "price/1000"));
      for (JsonNode aim : tenant.getValue()) {
        tables.append(
            ROW.formatted(
                "%.0f%%".formatted(100 * aim.path("largeShare").asDouble()),
                "%.4f".formatted(aim.path("difficulty").asDouble()),
                "%.0f%%".formatted(100 * aim.path("qualityKept").asDouble()),
                "%.4f".formatted(aim.path("pricePer1000Requests").asDouble())));
      }
    }
    return tables.toString();
  }

  /** When drafts stand; a threshold beyond any confidence means all of them or none. */
  private static String stand(JsonNode threshold, String from) {
    double confidence = threshold.asDouble();
    if (confidence >= DraftSpread.NO_DRAFT_STANDS) {
      return "never";
    }
    return confidence <= DraftSpread.EVERY_DRAFT_STANDS ? "always" : from.formatted(confidence);
  }
}
