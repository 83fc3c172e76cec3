package dev.signalbox.router.core;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.core.catalog.Thinks;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.FleetSnapshot;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.UsualPrices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A policy with its references looked up in the fleet of one moment. Immutable. */
final class PolicyPlan {
  private final RoutingPolicy policy;
  private final Map<List<String>, Ladder> ladders;
  private final List<ExpertFleet> second;

  private PolicyPlan(
      RoutingPolicy policy, Map<List<String>, Ladder> ladders, List<ExpertFleet> second) {
    this.policy = policy;
    this.ladders = Map.copyOf(ladders);
    this.second = second;
  }

  static PolicyPlan of(RoutingPolicy policy, FleetSnapshot fleet) {
    Map<List<String>, Ladder> ladders = new HashMap<>();
    Ladder generalist = Ladder.of(policy.generalist(), policy, fleet);
    ladders.put(policy.generalist(), generalist);
    for (List<String> references : policy.categories().values()) {
      Ladder ladder = Ladder.of(references, policy, fleet).counting(generalist.counted());
      ladders.put(references, ladder);
    }
    String second = policy.cascade().second();
    return new PolicyPlan(policy, ladders, second == null ? List.of() : fleet.named(second));
  }

  RoutingPolicy policy() {
    return policy;
  }

  /** Every ladder. */
  Collection<Ladder> ladders() {
    return ladders.values();
  }

  /** The ladder of a category, or the generalist's. */
  Ladder ladder(String category, double confidence) {
    Ladder ladder = ladders.get(policy.ladder(category, confidence));
    if (ladder == null) {
      throw new IllegalStateException("every ladder of a policy is looked up");
    }
    return ladder;
  }

  /**
   * What one request costs on a ladder. For a cascade it is the most: as if every draft were held
   * against a second answer, and the dearest rung above the first followed. Which drafts are
   * followed shows only when they are written, so that the follower costs what any request does.
   *
   * @param cascade whether cascades are wanted; there is none where nobody can draft
   * @param prices what one answer of an expert costs
   */
  LadderPrice price(Ladder ladder, boolean cascade, Prices prices) {
    List<ExpertFleet> experts = ladder.rungs().stream().map(List::getFirst).toList();
    if (experts.isEmpty()) {
      return LadderPrice.FREE;
    }
    ExpertFleet drafting = cascade ? ladder.drafting() : null;
    if (drafting != null) {
      double agreeing = second.isEmpty() ? 0 : prices.ofAll(second.getFirst());
      double follower = experts.stream().skip(1).mapToDouble(prices::ofAll).max().orElse(0);
      return LadderPrice.ofCascade(prices.ofAll(drafting) + agreeing, follower);
    }
    double[] rungs = new double[experts.size()];
    rungs[0] = prices.ofAll(experts.getFirst());
    for (int i = 1; i < rungs.length; i++) {
      double step = prices.ofLarge(experts.get(i)) - prices.ofLarge(experts.get(i - 1));
      rungs[i] = rungs[i - 1] + step;
    }
    return new LadderPrice(rungs);
  }

  /** The requests of a tenant on a ladder, as prices are remembered of them. */
  UsualPrices.Kind kind(String tenant, Ladder ladder) {
    return new UsualPrices.Kind(tenant, policy.id(), ladder.references());
  }

  /** Experts whose prices matter on a ladder: the first of each rung, and who is asked beside. */
  List<ExpertFleet> priced(Ladder ladder) {
    return Stream.concat(ladder.rungs().stream().map(List::getFirst), second.stream().limit(1))
        .distinct()
        .toList();
  }

  /** What one answer of an expert costs. */
  interface Prices {
    /** Of any request. */
    double ofAll(ExpertFleet expert);

    /** Of one that goes to the last rung. */
    double ofLarge(ExpertFleet expert);

    /**
     * What requests of a kind cost of late.
     *
     * @param otherwise what one costs at an expert of which that is not known yet
     */
    static Prices of(
        UsualPrices usual, UsualPrices.Kind kind, ToDoubleFunction<ExpertFleet> otherwise) {
      return new Prices() {
        @Override
        public double ofAll(ExpertFleet expert) {
          return usual.ofAll(kind, expert.id(), otherwise.applyAsDouble(expert));
        }

        @Override
        public double ofLarge(ExpertFleet expert) {
          return usual.ofLarge(kind, expert.id(), otherwise.applyAsDouble(expert));
        }
      };
    }
  }

  /**
   * One ladder.
   *
   * @param references what the policy calls each rung
   * @param rungs experts of each rung, the one for easy requests first; rungs without an expert are
   *     left out
   * @param candidates the ladder's experts, then those to fall back on, each once
   * @param counted ids of the experts whose answers count against a share that was promised: those
   *     of its last rung if it has several, those of the generalist's, and their thinking siblings
   */
  record Ladder(
      List<String> references,
      List<List<ExpertFleet>> rungs,
      List<ExpertFleet> candidates,
      Set<String> counted) {

    /** Tokens of a plain request, read and written, by which rungs are compared. */
    private static final int TYPICAL_PROMPT = 500;

    private static final int TYPICAL_COMPLETION = 300;

    /** What a plain request costs on each rung. */
    double[] typicalPrices() {
      return rungs.stream().mapToDouble(rung -> typicalPrice(rung.getFirst())).toArray();
    }

    /** What a plain request costs at an expert. */
    static double typicalPrice(ExpertFleet expert) {
      return expert.expert().price().of(TYPICAL_PROMPT, TYPICAL_COMPLETION);
    }

    /** Who drafts in a cascade while all are well; null if nobody below the last rung can. */
    @Nullable ExpertFleet drafting() {
      return rungs.stream()
          .limit(Math.max(0, rungs.size() - 1))
          .flatMap(List::stream)
          .filter(expert -> expert.capabilities().contains(Capability.LOGPROBS))
          .findFirst()
          .orElse(null);
    }

    static Ladder of(List<String> references, RoutingPolicy policy, FleetSnapshot fleet) {
      List<String> filled = new ArrayList<>();
      List<List<ExpertFleet>> rungs = new ArrayList<>();
      List<ExpertFleet> candidates = new ArrayList<>();
      for (String reference : references) {
        List<ExpertFleet> rung = fleet.named(reference);
        if (!rung.isEmpty()) {
          filled.add(reference);
          rungs.add(rung);
          add(candidates, rung);
        }
      }
      if (policy.fallbacks() == null) {
        add(candidates, fleet.experts());
      } else {
        policy.fallbacks().forEach(reference -> add(candidates, fleet.named(reference)));
      }
      return new Ladder(
          List.copyOf(filled), List.copyOf(rungs), List.copyOf(candidates), counted(rungs, fleet));
    }

    private static Set<String> counted(List<List<ExpertFleet>> rungs, FleetSnapshot fleet) {
      if (rungs.size() < 2) {
        return Set.of();
      }
      Set<String> counted = new HashSet<>();
      for (ExpertFleet expert : rungs.getLast()) {
        counted.add(expert.id());
        Thinks thinks = expert.expert().thinks();
        if (thinks != null && thinks.sibling() != null) {
          fleet.named(thinks.sibling()).forEach(sibling -> counted.add(sibling.id()));
        }
      }
      return Set.copyOf(counted);
    }

    /** The same where further experts' answers count. */
    Ladder counting(Set<String> more) {
      Set<String> all = new HashSet<>(counted);
      all.addAll(more);
      return new Ladder(references, rungs, candidates, Set.copyOf(all));
    }

    private static void add(List<ExpertFleet> list, Iterable<ExpertFleet> experts) {
      for (ExpertFleet expert : experts) {
        if (!list.contains(expert)) {
          list.add(expert);
        }
      }
    }
  }
}
