package dev.signalbox.router.core;

import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.Cascading.Planned;
import dev.signalbox.router.core.Pondering.Pondered;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.decide.Choice;
import dev.signalbox.router.core.decide.Decider;
import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.decide.Prospects;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.Pace;
import dev.signalbox.router.core.fleet.Replica;
import dev.signalbox.router.core.language.Languages;
import dev.signalbox.router.core.placement.ReplicaOrder;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ShareBudget;
import dev.signalbox.router.core.policy.Threshold;
import dev.signalbox.router.core.policy.Traffic;
import dev.signalbox.router.core.policy.Words;
import java.util.ArrayList;
import java.util.List;

/** One decision from the beginning to the end: judge, choose an expert, order its replicas. */
final class Ruling {
  private static final String STABLE_ARM = "stable";
  private static final Threshold PINNED =
      new Threshold(
          GainCurve.NOTHING_LARGE,
          1,
          ShareBudget.accountOf(1),
          false,
          "the request names its expert");

  private final Scorers scorers;
  private final Decider decider;
  private final Pace pace;
  private final Traffic traffic;
  private final Thresholds thresholds;
  private final Cascading cascading;

  Ruling(
      Scorers scorers,
      Decider decider,
      Pace pace,
      Traffic traffic,
      Thresholds thresholds,
      Cascading cascading) {
    this.scorers = scorers;
    this.decider = decider;
    this.pace = pace;
    this.traffic = traffic;
    this.thresholds = thresholds;
    this.cascading = cascading;
  }

  RoutingDecision decide(RoutingRequest request, RoutingSnapshot snapshot) {
    PolicyPlan plan = plan(request, snapshot);
    DifficultyScorer scorer = scorers.of(request.tenant());
    Assessment assessment = scorer.assess(request);
    Planned planned =
        request.model().equals(Catalog.AUTO)
            ? auto(request, plan, scorer, assessment, snapshot)
            : new Planned(pinned(request, plan, assessment, snapshot), null, null);
    Pondered pondered =
        Pondering.over(
            planned.choice(),
            planned.rule(),
            request,
            plan.policy(),
            assessment.difficulty(),
            traffic.curve(request.tenant(), scorer),
            snapshot.fleet());
    Choice choice = pondered.choice();
    List<Placement> placements = placements(choice, request);
    return new RoutingDecision(
        request.requestId(),
        planned.rule() == null ? Mode.SINGLE : Mode.CASCADE,
        placements,
        assessment.difficulty(),
        assessment.pGoodEnough(),
        assessment.ofMoreThanTwo(),
        assessment.category(),
        assessment.categoryConfidence(),
        Languages.of(request.prompt().lastUser()),
        plan.policy().id(),
        STABLE_ARM,
        snapshot.config().revision(),
        scorer.version(),
        choice.propensity(),
        placements.getFirst().activeParameters(),
        planned.rule(),
        planned.credit(),
        pondered.thinking(),
        pondered.limit(),
        plan.policy().delivery(),
        reasons(choice, assessment, scorer, plan.policy()));
  }

  private static PolicyPlan plan(RoutingRequest request, RoutingSnapshot snapshot) {
    String wished = request.preferences().policy();
    PolicyPlan plan = snapshot.plan(wished == null ? RoutingPolicy.DEFAULT_ID : wished);
    if (plan == null) {
      throw new RoutingRefusedException(
          new RoutingRefusal.Unsupported(
              "signalbox.policy: \"%s\" (expected: one of %s)"
                  .formatted(
                      wished,
                      String.join(
                          ", ", snapshot.config().policies().keySet().stream().sorted().toList())),
              "signalbox.policy"));
    }
    return plan;
  }

  private Planned auto(
      RoutingRequest request,
      PolicyPlan plan,
      DifficultyScorer scorer,
      Assessment assessment,
      RoutingSnapshot snapshot) {
    PolicyPlan.Ladder ladder = plan.ladder(assessment.category(), assessment.categoryConfidence());
    GainCurve curve =
        request.rehearsal()
            ? traffic.curve(request.tenant(), scorer)
            : traffic.note(request.tenant(), scorer, assessment.difficulty());
    Threshold threshold = thresholds.of(request, plan, ladder, curve, scorer.calibration());
    Inquiry asked =
        new Inquiry(request, plan.policy(), assessment, threshold, ladder.rungs(), pace, null);
    Inquiry inquiry =
        asked.withProspects(Prospects.of(asked, ladder.references(), scorer.calibration().scale()));
    List<ExpertFleet> candidates = candidates(ladder, inquiry, snapshot);
    boolean cascade = Cascading.wanted(request, plan.policy().mode());
    if (cascade) {
      Choice best = decider.chooseBest(candidates, inquiry);
      Planned planned = cascading.plan(best, inquiry, curve, snapshot.fleet());
      if (planned != null) {
        if (!request.rehearsal() && !threshold.usedUp()) {
          thresholds.spend(request, plan.policy(), threshold);
        }
        return planned;
      }
    }
    Choice choice = decider.choose(candidates, inquiry);
    ExpertFleet chosen = choice.experts().getFirst();
    return new Planned(
        cascade ? Cascading.without(choice) : choice,
        null,
        thresholds.credit(request, plan, ladder, threshold, chosen));
  }

  /** Who can do what nobody of the policy's choice can is asked before the request is refused. */
  private static List<ExpertFleet> candidates(
      PolicyPlan.Ladder ladder, Inquiry inquiry, RoutingSnapshot snapshot) {
    boolean able =
        ladder.candidates().stream()
            .anyMatch(e -> e.capabilities().containsAll(inquiry.request().needs()));
    List<ExpertFleet> candidates =
        able ? ladder.candidates() : List.copyOf(snapshot.fleet().experts());
    if (candidates.isEmpty()) {
      throw new RoutingRefusedException(
          new RoutingRefusal.ModelNotFound("model: \"auto\" (expected: at least one expert)"));
    }
    return candidates;
  }

  private Choice pinned(
      RoutingRequest request, PolicyPlan plan, Assessment assessment, RoutingSnapshot snapshot) {
    List<ExpertFleet> named = snapshot.fleet().named(request.model());
    if (named.isEmpty()) {
      throw new RoutingRefusedException(notFound(request.model(), snapshot));
    }
    Inquiry inquiry =
        new Inquiry(request, plan.policy(), assessment, PINNED, List.of(named), pace, null);
    return decider.keepOrder(named, inquiry);
  }

  private static RoutingRefusal notFound(String model, RoutingSnapshot snapshot) {
    List<String> known = new ArrayList<>(List.of(Catalog.AUTO));
    known.addAll(snapshot.fleet().catalog().tiers().keySet());
    snapshot.fleet().experts().forEach(expert -> known.add(expert.id()));
    String shown = model.length() <= 100 ? model : model.substring(0, 100) + "…";
    return new RoutingRefusal.ModelNotFound(
        "model: \"%s\" (expected: one of %s)".formatted(shown, String.join(", ", known)));
  }

  private static List<Placement> placements(Choice choice, RoutingRequest request) {
    List<Placement> placements = new ArrayList<>();
    String session = request.preferences().session();
    String key = session == null ? null : request.tenant() + '\n' + session;
    for (ExpertFleet expert : choice.experts()) {
      for (Replica replica : ReplicaOrder.of(expert.readyFor(request), key, request)) {
        if (placements.isEmpty() && !request.rehearsal()) {
          replica.noteSent();
        }
        placements.add(replica.placement());
      }
    }
    return placements;
  }

  /** Who serves a category. */
  private static String served(RoutingPolicy policy, Assessment assessment) {
    if (policy.categories().isEmpty()) {
      return "";
    }
    if (assessment.categoryConfidence() < policy.categoryConfidence()) {
      return ", too unsure for an expert of its own: the generalist serves";
    }
    List<String> ladder = policy.categories().get(assessment.category());
    return ladder == null
        ? ", which the policy leaves to the generalist"
        : ", which the policy maps to " + String.join(", ", ladder);
  }

  private static List<Reason> reasons(
      Choice choice, Assessment assessment, DifficultyScorer scorer, RoutingPolicy policy) {
    List<Reason> reasons = new ArrayList<>();
    String difficulty =
        "difficulty "
            + Words.decimal(assessment.difficulty())
            + ", good enough with probability "
            + Words.decimal(assessment.pGoodEnough())
            + ", by "
            + scorer.version();
    String category =
        assessment.category()
            + " with confidence "
            + Words.decimal(assessment.categoryConfidence())
            + served(policy, assessment);
    reasons.add(new Reason("difficulty", "*", 0, difficulty));
    reasons.add(new Reason("category", "*", 0, category));
    reasons.addAll(choice.reasons());
    return reasons;
  }
}
