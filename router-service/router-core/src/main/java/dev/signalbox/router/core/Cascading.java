package dev.signalbox.router.core;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.ShareCredit;
import dev.signalbox.router.core.decide.Choice;
import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.FleetSnapshot;
import dev.signalbox.router.core.fleet.Replica;
import dev.signalbox.router.core.placement.ReplicaOrder;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.DraftSpread;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.ShareBudget;
import dev.signalbox.router.core.policy.Threshold;
import dev.signalbox.router.core.policy.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cascade of a choice: the lowest rung that can tell log-probabilities drafts, and whom the
 * prompt alone would have asked answers if the draft does not stand, or the rung above the draft's
 * if that is the same expert.
 *
 * <p>The share of drafts that should not stand is the share of requests that the policy's threshold
 * on the difficulty sends to the last expert; the confidence below which that share lies is read
 * from the tenant's own drafts. While the share is used up every draft stands that there is, and no
 * second answer is asked for.
 */
final class Cascading {
  private final Drafts drafts;

  Cascading(Drafts drafts) {
    this.drafts = drafts;
  }

  /** Whether request and policy want a cascade. */
  static boolean wanted(RoutingRequest request, Mode ofPolicy) {
    Mode wished = request.preferences().mode();
    return (wished == null ? ofPolicy : wished) == Mode.CASCADE;
  }

  /** Whether there are no drafts of what is asked for. */
  static boolean embeds(RoutingRequest request) {
    return request.needs().contains(Capability.EMBEDDINGS);
  }

  /**
   * The same choice as a cascade.
   *
   * @param choice by score alone: it says whether the prompt is easy, and who follows the draft
   * @return null where there can be none
   */
  @Nullable Planned plan(Choice choice, Inquiry inquiry, GainCurve curve, FleetSnapshot fleet) {
    Optional<ExpertFleet> drafting =
        choice.experts().stream()
            .filter(expert -> inquiry.rungOf(expert) >= 0)
            .filter(expert -> expert.capabilities().contains(Capability.LOGPROBS))
            .min(Comparator.comparingInt(inquiry::rungOf));
    ExpertFleet draft = drafting.orElse(null);
    ExpertFleet next = draft == null ? null : next(draft, choice, inquiry);
    if (draft == null || next == null || embeds(inquiry.request())) {
      return null;
    }
    List<ExpertFleet> order = new ArrayList<>(List.of(draft, next));
    choice.experts().stream().filter(expert -> !order.contains(expert)).forEach(order::add);
    boolean easy = choice.experts().getFirst().equals(draft);
    DraftRule rule = rule(draft, easy, inquiry, curve, fleet);
    Choice cascade = new Choice(order, 1, choice.reasons());
    return new Planned(with(order, cascade, said(rule, inquiry, draft)), rule, null);
  }

  /** A choice where a cascade is wanted and there can be none, and why. */
  static Choice without(Choice choice) {
    String why = "no cascade: it takes an expert with logprobs, and one above it on the ladder";
    return with(choice.experts(), choice, new Reason("cascade", "*", 0, why));
  }

  /**
   * A choice, and the rule of its draft.
   *
   * @param rule null for no cascade
   * @param credit where the answer is paid for; null where that is not needed, or the rule says it
   */
  record Planned(Choice choice, @Nullable DraftRule rule, @Nullable ShareCredit credit) {}

  private static @Nullable ExpertFleet next(ExpertFleet draft, Choice choice, Inquiry inquiry) {
    int rung = inquiry.rungOf(draft);
    ExpertFleet first = choice.experts().getFirst();
    if (inquiry.rungOf(first) > rung) {
      return first;
    }
    return choice.experts().stream()
        .filter(expert -> inquiry.rungOf(expert) > rung)
        .min(Comparator.comparingInt(inquiry::rungOf))
        .orElse(null);
  }

  private DraftRule rule(
      ExpertFleet draft, boolean easy, Inquiry inquiry, GainCurve curve, FleetSnapshot fleet) {
    CascadePolicy policy = inquiry.policy().cascade();
    Threshold aim = inquiry.threshold();
    double wanted = aim.usedUp() ? 0 : curve.shareAbove(aim.difficulty());
    boolean spent = !aim.usedUp() && !inquiry.request().rehearsal();
    DraftRule.Credit credit =
        ShareBudget.isBound(aim.share()) ? new DraftRule.Credit(aim.account(), spent) : null;
    Double configured = policy.minLogprob();
    double threshold =
        configured == null || wanted <= 0 ? spread(draft, inquiry).threshold(wanted) : configured;
    return new DraftRule(
        draft.id(),
        policy.quantile(),
        threshold,
        aim.share(),
        credit,
        easy || aim.usedUp(),
        policy.budget(),
        policy.longestDraft(),
        aim.usedUp() ? null : second(policy, inquiry.request(), fleet));
  }

  private DraftSpread.View spread(ExpertFleet draft, Inquiry inquiry) {
    return drafts
        .of(inquiry.request().tenant(), draft.id(), inquiry.policy().cascade().quantile())
        .inForce();
  }

  private static DraftRule.@Nullable Second second(
      CascadePolicy policy, RoutingRequest request, FleetSnapshot fleet) {
    if (policy.second() == null) {
      return null;
    }
    List<Placement> placements = new ArrayList<>();
    for (ExpertFleet expert : fleet.named(policy.second())) {
      List<Replica> able = expert.readyFor(request);
      if (!able.isEmpty()) {
        ReplicaOrder.of(able, null, request)
            .forEach(replica -> placements.add(replica.placement()));
      }
    }
    return placements.isEmpty() ? null : new DraftRule.Second(placements, policy.agreement());
  }

  private Reason said(DraftRule rule, Inquiry inquiry, ExpertFleet draft) {
    return new Reason("cascade", rule.expert(), 0, "drafts; " + stands(rule, inquiry, draft));
  }

  /** No threshold where none was read from the drafts: its number stands for all or for nothing. */
  private String stands(DraftRule rule, Inquiry inquiry, ExpertFleet draft) {
    Threshold aim = inquiry.threshold();
    if (rule.threshold() == DraftSpread.EVERY_DRAFT_STANDS) {
      return aim.usedUp() && aim.share() > 0
          ? "every draft stands, since the share of the last expert is used up"
          : "every draft stands, since no request may have the last expert";
    }
    if (rule.threshold() == DraftSpread.NO_DRAFT_STANDS) {
      return "no draft stands, since every request may have the last expert";
    }
    String measure =
        rule.quantile() == null
            ? "mean log-probability"
            : Words.percent(rule.quantile()) + " quantile of log-probabilities";
    String source =
        inquiry.policy().cascade().minLogprob() == null
            ? spread(draft, inquiry).source()
            : "the policy's threshold";
    return "stands from a %s of %s on, by %s"
        .formatted(measure, Words.decimal(rule.threshold()), source);
  }

  private static Choice with(List<ExpertFleet> order, Choice choice, Reason reason) {
    List<Reason> reasons = new ArrayList<>(choice.reasons());
    reasons.add(reason);
    return new Choice(order, choice.propensity(), reasons);
  }
}
