package dev.signalbox.router.core.decide;

import dev.signalbox.router.api.Reason;
import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs the rules: every filter in order, then every scorer on those left, then the picker. What
 * each rule said is kept as a reason.
 */
public final class Decider {
  private static final Picker BEST = (scored, inquiry) -> new Pick(scored, 1, false);

  private final List<Filter> fitness;
  private final Filter health;
  private final List<Scorer> scorers;
  private final Picker picker;

  /**
   * @param fitness who may and can at all, in the order in which their refusals matter to a client
   * @param health who can now
   * @param scorers in the order in which reasons name them
   * @param picker chooses
   */
  public Decider(List<Filter> fitness, Filter health, List<Scorer> scorers, Picker picker) {
    this.fitness = List.copyOf(fitness);
    this.health = health;
    this.scorers = List.copyOf(scorers);
    this.picker = picker;
  }

  /**
   * Lets the policy choose: the best of the ladder, then the rest of it by score, then those beside
   * it in the order given. While the share of the last rung is used up its experts are neither
   * taken for their score nor explored, and stand after the rest of the ladder; they are chosen
   * among only where nobody else of it can.
   *
   * @param candidates the ladder's experts and those to fall back on, in order
   */
  public Choice choose(List<ExpertFleet> candidates, Inquiry inquiry) {
    return choose(candidates, inquiry, picker);
  }

  /** The same by score alone: without exploration, and so with a propensity of 1. */
  public Choice chooseBest(List<ExpertFleet> candidates, Inquiry inquiry) {
    return choose(candidates, inquiry, BEST);
  }

  private Choice choose(List<ExpertFleet> candidates, Inquiry inquiry, Picker by) {
    List<Reason> reasons = new ArrayList<>();
    List<ExpertFleet> able = filter(health, fit(candidates, inquiry, reasons), inquiry, reasons);
    List<ExpertFleet> ladder = Filter.those(able, e -> inquiry.rungOf(e) >= 0);
    if (ladder.isEmpty()) {
      reasons.add(new Reason("fallback", able.getFirst().id(), 0, "nobody of the ladder can"));
      return new Choice(able, 1, reasons);
    }
    List<Scored> scored = score(ladder, inquiry, reasons);
    Pick pick = by.pick(open(scored, inquiry), inquiry);
    List<ExpertFleet> order = new ArrayList<>();
    pick.order().forEach(one -> order.add(one.expert()));
    for (Scored one : scored) {
      if (!order.contains(one.expert())) {
        order.add(one.expert());
        reasons.add(new Reason("share", one.expert().id(), 0, inquiry.threshold().words()));
      }
    }
    able.stream().filter(expert -> !order.contains(expert)).forEach(order::add);
    reasons.add(said(pick, scored.size()));
    return new Choice(order, pick.propensity(), reasons);
  }

  /**
   * Keeps the order given, because the client chose; nobody else stands in.
   *
   * @param named the experts that the client named; one of them must be fit and well
   */
  public Choice keepOrder(List<ExpertFleet> named, Inquiry inquiry) {
    List<Reason> reasons = new ArrayList<>();
    List<ExpertFleet> able = filter(health, fit(named, inquiry, reasons), inquiry, reasons);
    String text = "the request names " + inquiry.request().model();
    reasons.add(new Reason("pin", able.getFirst().id(), 0, text));
    return new Choice(able, 1, reasons);
  }

  private List<ExpertFleet> fit(
      List<ExpertFleet> candidates, Inquiry inquiry, List<Reason> reasons) {
    List<ExpertFleet> fit = candidates;
    for (Filter filter : fitness) {
      fit = filter(filter, fit, inquiry, reasons);
    }
    return fit;
  }

  private static List<ExpertFleet> filter(
      Filter filter, List<ExpertFleet> candidates, Inquiry inquiry, List<Reason> reasons) {
    List<ExpertFleet> kept = filter.keep(candidates, inquiry);
    if (kept.size() < candidates.size()) {
      for (ExpertFleet expert : candidates) {
        if (!kept.contains(expert)) {
          reasons.add(new Reason(filter.name(), expert.id(), 0, filter.why(expert, inquiry)));
        }
      }
    }
    return kept;
  }

  private List<Scored> score(List<ExpertFleet> experts, Inquiry inquiry, List<Reason> reasons) {
    List<Scored> scored = new ArrayList<>(experts.size());
    for (ExpertFleet expert : experts) {
      double sum = 0;
      for (Scorer scorer : scorers) {
        double part = scorer.contribution(expert, experts, inquiry);
        if (part != 0) {
          reasons.add(new Reason(scorer.name(), expert.id(), part, scorer.words(expert, inquiry)));
        }
        sum += part;
      }
      scored.add(new Scored(expert, sum));
    }
    scored.sort(Comparator.comparingDouble(Scored::score).reversed());
    return scored;
  }

  /** Those whose rung's share is not used up; all where that leaves nobody. */
  private static List<Scored> open(List<Scored> scored, Inquiry inquiry) {
    if (!inquiry.threshold().usedUp()) {
      return scored;
    }
    List<Scored> open = scored.stream().filter(one -> !inquiry.isShut(one.expert())).toList();
    return open.isEmpty() ? scored : open;
  }

  private static Reason said(Pick pick, int scored) {
    Scored first = pick.order().getFirst();
    String text =
        pick.explored()
            ? "chance chose it, so that its answers are learnt from"
            : pick.order().size() < scored
                ? "the highest score of the rungs before the last"
                : "the highest score of the ladder";
    return new Reason("pick", first.expert().id(), 0, text);
  }
}
