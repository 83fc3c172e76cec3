package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.difficulty.Assessment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One line of a traffic log: what was asked and how it was judged, who answered with which chance,
 * and what came of it. A log holds no content.
 *
 * @param request what the router was told, without the text; its id is the number of the line
 * @param assessment how it was judged
 * @param judge version of what judged it; empty if the log does not say
 * @param policy the policy that decided; empty if the log does not say
 * @param expert who answered
 * @param propensity probability with which the request got the expert that it got, over 0 up to 1
 * @param score score of the answer, 0..1; NaN if nobody rated it
 * @param price price of the answer in the log's currency, NaN if not known
 * @param outcome tokens and times of the answer; null if the tokens were not counted
 */
public record LoggedDecision(
    RoutingRequest request,
    Assessment assessment,
    String judge,
    String policy,
    String expert,
    double propensity,
    double score,
    double price,
    @Nullable RoutingOutcome outcome) {

  /**
   * Makes a decision of a line.
   *
   * @param assumed is told what the line does not say
   * @throws dev.signalbox.router.lab.data.BadInputException naming the field that is wrong
   */
  static LoggedDecision of(LogLine line, long number, Consumer<Assumption> assumed) {
    for (Assumption assumption : Assumption.values()) {
      boolean needless =
          switch (assumption) {
            case PROMPT -> line.has("prompt_tokens");
            case STREAM -> !line.has("first_us");
            default -> false;
          };
      if (!line.has(assumption.field()) && !needless) {
        assumed.accept(assumption);
      }
    }
    double propensity = line.number("propensity", Double.MAX_VALUE, 1);
    if (propensity == 0 || propensity > 1) {
      throw line.wrong("propensity", "above 0, up to 1");
    }
    double difficulty = line.number("difficulty", 1);
    String expert = line.text("expert");
    String tenant = line.tenant();
    return new LoggedDecision(
        new RoutingRequest(
            Long.toString(number),
            tenant,
            line.text("model", Catalog.AUTO),
            RoutingPrompt.of(""),
            line.needs(),
            line.count("prompt_estimate", line.count("prompt_tokens", 0)),
            line.count("max_tokens", 0),
            0,
            0,
            wishes(line),
            line.thinking(),
            false),
        new Assessment(
            difficulty,
            line.number("p_good_enough", 1, 1 - difficulty),
            line.category("other"),
            line.number("category_confidence", 1, 1),
            line.expectedScores()),
        line.text("router", ""),
        line.text("policy", ""),
        expert,
        propensity,
        line.number("score", 1, Double.NaN),
        line.number("price", Double.MAX_VALUE, Double.NaN),
        outcome(line, tenant, expert));
  }

  private static Preferences wishes(LogLine line) {
    double share = line.number("wished_large_share", 1, Double.NaN);
    double quality = line.number("wished_quality", 1, Double.NaN);
    return new Preferences(
        null,
        null,
        Double.isNaN(share) ? null : (Double) share,
        Double.isNaN(quality) ? null : (Double) quality,
        null);
  }

  /**
   * Servers that do not count say 0. An answer in one piece is there before its client takes it,
   * which tells nothing of the expert.
   */
  private static @Nullable RoutingOutcome outcome(LogLine line, String tenant, String expert) {
    Tokens tokens =
        new Tokens(line.count("prompt_tokens", 0), 0, line.count("completion_tokens", 0));
    if (tokens.prompt() + tokens.completion() == 0) {
      return null;
    }
    Duration first = line.has("first_us") ? micros(line, "first_us") : null;
    Duration total = micros(line, "total_us");
    boolean stream = line.flag("stream", true);
    if (first != null && !stream) {
      total = first;
    }
    return new RoutingOutcome(
        "",
        tenant,
        OutcomeKind.COMPLETED,
        expert,
        List.of(),
        Map.of(expert, tokens),
        first,
        total,
        null,
        null);
  }

  private static Duration micros(LogLine line, String field) {
    return Duration.ofNanos((long) (1_000 * line.number(field, Long.MAX_VALUE / 1_000, 0)));
  }

  /** The same request, put to a policy by name. */
  RoutingRequest askedOf(String name) {
    Preferences wishes = request.preferences();
    return new RoutingRequest(
        request.requestId(),
        request.tenant(),
        request.model(),
        request.prompt(),
        request.needs(),
        request.promptTokens(),
        request.maxTokens(),
        request.attachments(),
        request.tools(),
        new Preferences(null, name, wishes.maxLargeShare(), wishes.quality(), null),
        request.clientThinking(),
        false);
  }

  /** What the expert read and wrote; null if nobody counted. */
  @Nullable Tokens tokens() {
    return outcome == null ? null : outcome.tokens().get(expert);
  }
}
