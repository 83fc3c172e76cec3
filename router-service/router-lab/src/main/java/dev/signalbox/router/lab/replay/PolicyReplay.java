package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RouterView.PolicyView;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.core.Retrial;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.lab.data.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would have made of logged traffic. Every request is decided anew by the
 * router's own rules, from what the log says of it, with all experts of the configuration ready and
 * idle. The policy's own exploration is part of it. Thresholds come from the log's difficulties,
 * tenant by tenant, as the gateway takes them from a tenant's traffic.
 *
 * @param policy id of the policy
 * @param objective its aim in words
 * @param exploration its exploration share, 0..0.5
 * @param requests requests in the log
 * @param changed share of them that would have gone elsewhere, by exploration too
 * @param refused share of them that it would have refused
 * @param refusal the first refusal; null without any
 * @param blind share of its choices of which the log knows nothing, since the expert had no chance
 *     of such a request; the expectations speak of the rest
 * @param experts who answered, and who would have
 * @param strangers experts that answered and are not in the configuration
 * @param score score of an answer, 0..1; null if nobody rated any
 * @param price price of 1,000 requests; null if it is not known of any
 * @param priceSource where prices come from, or why they are not known, in words
 * @param thresholds where each tenant's requests part
 * @param assumed field to the number of lines without it, where the policy would look at it
 * @param leftOut why lines of the log were left out, with their number
 * @param evenSteps requests of which the log does not say what was expected of any rung, where the
 *     policy has a ladder of three rungs and more: on such a ladder they are parted by even steps
 * @param otherJudges requests judged by another scorer than the one by whose calibration gains are
 *     told
 */
public record PolicyReplay(
    String policy,
    String objective,
    double exploration,
    int requests,
    double changed,
    double refused,
    @Nullable String refusal,
    double blind,
    List<ExpertShare> experts,
    List<String> strangers,
    @Nullable Estimate score,
    @Nullable Estimate price,
    String priceSource,
    List<TenantThreshold> thresholds,
    Map<String, Integer> assumed,
    Map<String, Integer> leftOut,
    int evenSteps,
    int otherJudges) {
  /** The same numbers on every run. */
  private static final long SEED = 23;

  private static final String TENANTS_WITHOUT_TRAFFIC = "*";

  /**
   * An expert's part of the traffic.
   *
   * @param expert its id
   * @param before share of the requests that it answered
   * @param after share that it would be asked for
   * @param blind the part of {@code after} of which the log knows nothing
   */
  public record ExpertShare(String expert, double before, double after, double blind) {}

  /**
   * Where a tenant's requests part.
   *
   * @param tenant its id
   * @param difficulty the threshold, 0..1
   * @param harder share of the tenant's requests above it
   * @param source what it was derived from, in words
   */
  public record TenantThreshold(String tenant, double difficulty, double harder, String source) {}

  /**
   * Replays a log.
   *
   * @param config the policy and its experts
   * @param policy id of a policy that answers by one expert
   * @param meaning tell by their calibration what gain to expect at a difficulty
   * @throws BadInputException if the configuration has no such policy
   * @throws IllegalArgumentException if the policy cascades: whose answer stands hangs on drafts
   *     that a log does not hold
   */
  public static PolicyReplay of(
      TrafficLog traffic, RouterConfig config, String policy, Scorers meaning) {
    RoutingPolicy wanted = config.policies().get(policy);
    if (wanted == null) {
      throw new BadInputException(
          "policy: \"%s\" (expected: one of %s)"
              .formatted(
                  policy,
                  String.join(", ", config.policies().keySet().stream().sorted().toList())));
    }
    if (wanted.mode() == Mode.CASCADE) {
      throw new IllegalArgumentException("mode: cascade (expected: single)");
    }
    List<LoggedDecision> log = traffic.decisions();
    Retrial retrial =
        new Retrial(
            ReadyFleet.of(config), new LoggedScorers(log, meaning), new Random(SEED)::nextDouble);
    log.forEach(decision -> retrial.witness(decision.askedOf(policy), decision.outcome()));
    retrial.settle();
    Tally tally = new Tally(new Support(log), log.size());
    for (LoggedDecision decision : log) {
      try {
        tally.decided(decision, retrial.odds(decision.askedOf(policy)));
      } catch (RoutingRefusedException e) {
        tally.refused(decision, String.valueOf(e.getMessage()));
      }
    }
    AnswerPrices prices = AnswerPrices.of(log, config.catalog());
    double[] weights = tally.weights();
    return new PolicyReplay(
        policy,
        wanted.objective().words(),
        wanted.explorationShare(),
        log.size(),
        tally.changed(),
        tally.refused(),
        tally.refusal(),
        tally.blind(),
        tally.experts(),
        tally.experts().stream()
            .map(ExpertShare::expert)
            .filter(expert -> config.catalog().expert(expert) == null)
            .toList(),
        Estimate.of(log.stream().mapToDouble(LoggedDecision::score).toArray(), weights),
        Estimate.of(prices.perThousand(), weights),
        prices.source(),
        thresholds(retrial, wanted),
        assumed(traffic, wanted),
        new TreeMap<>(traffic.leftOut()),
        hasLongLadder(wanted) ? evenSteps(log) : 0,
        (int) log.stream().filter(decision -> judgedOtherwise(decision, meaning)).count());
  }

  private static int evenSteps(List<LoggedDecision> log) {
    return (int) log.stream().filter(LoggedScorers::isUntold).count();
  }

  private static boolean hasLongLadder(RoutingPolicy policy) {
    return Stream.concat(Stream.of(policy.generalist()), policy.categories().values().stream())
        .anyMatch(ladder -> ladder.size() > 2);
  }

  private static boolean judgedOtherwise(LoggedDecision decision, Scorers meaning) {
    String version = meaning.of(decision.request().tenant()).version().replace(' ', '_');
    return !decision.judge().isEmpty() && !decision.judge().replace(' ', '_').equals(version);
  }

  private static List<TenantThreshold> thresholds(Retrial retrial, RoutingPolicy policy) {
    List<TenantThreshold> thresholds = new ArrayList<>();
    for (PolicyView view : retrial.view().policies()) {
      if (view.id().equals(policy.id())) {
        view.thresholds()
            .forEach((tenant, now) ->
                thresholds.add(
                    new TenantThreshold(tenant, now.difficulty(), now.largeShare(), now.source())));
      }
    }
    thresholds.removeIf(threshold -> threshold.tenant().equals(TENANTS_WITHOUT_TRAFFIC));
    thresholds.sort(Comparator.comparing(TenantThreshold::tenant));
    return List.copyOf(thresholds);
  }

  private static Map<String, Integer> assumed(TrafficLog traffic, RoutingPolicy policy) {
    Map<String, Integer> assumed = new TreeMap<>();
    traffic
        .assumed()
        .forEach((assumption, lines) -> {
          if (assumption.matters(policy)) {
            assumed.put(assumption.field(), lines);
          }
        });
    return assumed;
  }

  /** The answer for people. */
  public String table() {
    return new ReplayTable(this).toString();
  }
}
