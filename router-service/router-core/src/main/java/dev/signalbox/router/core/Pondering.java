package dev.signalbox.router.core;

import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.Thinking;
import dev.signalbox.router.core.catalog.Thinks;
import dev.signalbox.router.core.decide.Choice;
import dev.signalbox.router.core.decide.filter.AllowanceFilter;
import dev.signalbox.router.core.decide.filter.ContextLengthFilter;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.FleetSnapshot;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ThinkingPolicy;
import dev.signalbox.router.core.policy.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says how much thinking a request is worth, and puts thinking siblings before their experts. */
final class Pondering {

  private Pondering() {}

  /**
   * A choice, and how much it thinks.
   *
   * @param thinking null where the policy says nothing of it, the client says it itself, or nobody
   *     of the choice can
   * @param limit what the client's own wish may come to at most; null where nothing bounds it
   */
  record Pondered(Choice choice, @Nullable Thinking thinking, @Nullable Thinking limit) {}

  /** A draft never thinks: its place is to be cheap. */
  static Pondered over(
      Choice choice,
      @Nullable DraftRule rule,
      RoutingRequest request,
      RoutingPolicy policy,
      double difficulty,
      GainCurve curve,
      FleetSnapshot fleet) {
    ThinkingPolicy rules = policy.thinking();
    if (rules == null) {
      return new Pondered(choice, null, null);
    }
    ClientThinking said = request.clientThinking();
    Thinking limit =
        said == ClientThinking.OPEN || said == ClientThinking.OFF ? null : rules.most();
    // what nobody was configured to be told may still be in the client's body
    if (limit == null && choice.experts().stream().noneMatch(e -> e.expert().thinks() != null)) {
      return new Pondered(choice, null, null);
    }
    Predicate<ExpertFleet> able = other -> mayAnswer(other, request, policy);
    if (said != ClientThinking.OPEN) {
      // a sibling always thinks: it must not answer who did not ask for that
      boolean asked = said == ClientThinking.ON && rules.maxEffort() != Effort.OFF;
      List<ExpertFleet> order = asked ? withSiblings(choice, rule, able, fleet) : choice.experts();
      return new Pondered(because(choice, order, words(limit)), null, limit);
    }
    Thinking thinking = rules.of(difficulty, curve);
    List<ExpertFleet> order =
        thinking.effort() == Effort.OFF
            ? choice.experts()
            : withSiblings(choice, rule, able, fleet);
    return new Pondered(because(choice, order, words(thinking, difficulty, curve)), thinking, null);
  }

  /** Each expert's sibling before it, but not before one that drafts. */
  private static List<ExpertFleet> withSiblings(
      Choice choice, @Nullable DraftRule rule, Predicate<ExpertFleet> able, FleetSnapshot fleet) {
    List<ExpertFleet> order = new ArrayList<>();
    for (ExpertFleet expert : choice.experts()) {
      if (rule == null || !rule.expert().equals(expert.id())) {
        addSibling(expert, order, able, fleet);
      }
      if (!order.contains(expert)) {
        order.add(expert);
      }
    }
    return order;
  }

  private static Choice because(Choice choice, List<ExpertFleet> order, String words) {
    List<Reason> reasons = new ArrayList<>(choice.reasons());
    reasons.add(new Reason("thinking", "*", 0, words));
    return new Choice(order, choice.propensity(), reasons);
  }

  /** A sibling stands in for its expert, and is bound by whatever binds that. */
  private static boolean mayAnswer(
      ExpertFleet sibling, RoutingRequest request, RoutingPolicy policy) {
    return !sibling.readyFor(request).isEmpty()
        && AllowanceFilter.allows(policy, sibling)
        && ContextLengthFilter.hasRoom(sibling, request.promptTokens());
  }

  private static void addSibling(
      ExpertFleet expert,
      List<ExpertFleet> order,
      Predicate<ExpertFleet> able,
      FleetSnapshot fleet) {
    Thinks thinks = expert.expert().thinks();
    String sibling = thinks == null ? null : thinks.sibling();
    if (sibling == null) {
      return;
    }
    for (ExpertFleet other : fleet.named(sibling)) {
      if (able.test(other) && !order.contains(other)) {
        order.add(other);
      }
    }
  }

  private static String words(@Nullable Thinking limit) {
    String text = "the client says itself how much";
    if (limit == null) {
      return text;
    }
    return limit.effort() == Effort.OFF
        ? text + ", and the policy allows none"
        : "%s, up to the policy's effort %s and %d tokens"
            .formatted(text, limit.effort().wireName(), limit.budget());
  }

  private static String words(Thinking thinking, double difficulty, GainCurve curve) {
    String harder = Words.percent(curve.shareAbove(difficulty)) + " of requests are harder";
    return thinking.effort() == Effort.OFF
        ? "effort off: " + harder
        : "effort %s, at most %d tokens: %s"
            .formatted(thinking.effort().wireName(), thinking.budget(), harder);
  }
}
