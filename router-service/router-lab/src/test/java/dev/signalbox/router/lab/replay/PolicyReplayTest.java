package dev.signalbox.router.lab.replay;

import static dev.signalbox.router.lab.replay.ReplayWorld.from;
import static dev.signalbox.router.lab.replay.ReplayWorld.hurried;
import static dev.signalbox.router.lab.replay.ReplayWorld.policy;
import static dev.signalbox.router.lab.replay.ReplayWorld.replay;
import static dev.signalbox.router.lab.replay.ReplayWorld.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.Mode;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.difficulty.Calibrations;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.lab.metric.Interval;
import dev.signalbox.router.lab.replay.PolicyReplay.ExpertShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose truth is known, against other policies. */
class PolicyReplayTest {
  private static final List<String> LADDER = List.of("small", "mid", "large");

  @TempDir private Path folder;
  private final ReplayWorld world = new ReplayWorld();

  private static double after(PolicyReplay replay, String expert) {
    return part(replay, expert).after();
  }

  private static ExpertShare part(PolicyReplay replay, String expert) {
    return replay.experts().stream()
        .filter(one -> one.expert().equals(expert))
        .findFirst()
        .orElseThrow();
  }

  private static void holds(Estimate estimate, double truth, double close) {
    Interval after = Objects.requireNonNull(estimate.after());
    assertThat(truth).isBetween(after.low(), after.high());
    assertThat(after.value()).isCloseTo(truth, within(close));
  }

  @Test
  void expectationMeetsTheTruthWithThePolicysOwnExploration() throws IOException {
    TrafficLog log = world.log(List.of("s", "l"), 0.4).read(folder);
    PolicyReplay replay = replay(log, from(0.8, List.of("small", "large"), 0.1));

    // Beneath 0.8 small, above it large, and a twentieth of each at the other.
    double right = 0.95 * (0.8 - 0.32) + 0.05 * (0.2 - 0.18) + 0.9 * (0.95 * 0.2 + 0.05 * 0.8);
    holds(Objects.requireNonNull(replay.score()), right, 0.04);
    assertThat(after(replay, "l")).isCloseTo(0.95 * 0.2 + 0.05 * 0.8, within(0.01));
    // 100 tokens written: 0.1 for 1,000 requests at small, 1 at large.
    holds(Objects.requireNonNull(replay.price()), 0.1 * 0.77 + 0.23, 0.05);
    assertThat(replay.blind()).isZero();
    assertThat(replay.thresholds())
        .singleElement()
        .satisfies(threshold -> {
          assertThat(threshold.tenant()).isEqualTo("acme");
          assertThat(threshold.difficulty()).isCloseTo(0.8, within(0.01));
          assertThat(threshold.source()).isEqualTo("the last 6000 requests of the tenant");
        });
    assertThat(replay.table())
        .contains(
            "policy p: keep 36% of the large expert's gain, exploration 10.0%", "those of this log")
        .contains("worth", "prices are the configured prices of the tokens counted")
        .doesNotContain("blind:");
  }

  @Test
  void ladderOfThreeIsReplayedAsTheRouterClimbsIt() throws IOException {
    TrafficLog log = world.log(List.of("s", "m", "l"), 0.6).read(folder);
    PolicyReplay replay = replay(log, from(0.7, LADDER, 0));

    // Mid from half the threshold of 0.7 on.
    assertThat(after(replay, "m")).isCloseTo(0.35, within(0.01));
    assertThat(after(replay, "l")).isCloseTo(0.3, within(0.01));
    double right = (0.35 - 0.35 * 0.35 / 2) + (0.35 - 0.25 * (0.7 * 0.7 - 0.35 * 0.35)) + 0.9 * 0.3;
    holds(Objects.requireNonNull(replay.score()), right, 0.05);
    assertThat(replay.blind()).isZero();
  }

  /**
   * Every other request is as good at mid as at large, and the others no better than at small. At
   * the threshold of half of them large has to gain 0.2, and mid a ninth of it.
   */
  @Test
  void ladderOfThreeIsPartedByWhatWasExpectedOfEachRung() throws IOException {
    GainScale scale = new GainScale(0.2, 0.1);
    SyntheticLog log = new SyntheticLog();
    int requests = 400;
    for (int i = 0; i < requests; i++) {
      double difficulty = (i * 149 % requests + 0.5) / requests; // none hard for long
      double gain = scale.gain(difficulty);
      log.line(difficulty, "s", 1).expecting(0.4, i % 2 == 0 ? 0.4 + gain : 0.4, 0.4 + gain);
    }
    RoutingPolicy half = policy(new Objective.MaxLargeShare(0.5), LADDER, Map.of(), 0, Mode.SINGLE);
    double[] quantiles = {0, 1};
    ServingScorer serving = new ServingScorer(Calibrations.of(quantiles, quantiles, scale));
    PolicyReplay replay = replay(log.read(folder), half, serving);

    double paysMid = scale.difficulty(0.2 / 9);
    assertThat(after(replay, "l")).isCloseTo(0.25, within(0.01));
    assertThat(after(replay, "m")).isCloseTo((1 - paysMid) / 2, within(0.01));
    assertThat(replay.table()).doesNotContain("even steps");

    PolicyReplay older = replay(log.without("expected").read(folder), half, serving);
    assertThat(after(older, "l")).isCloseTo(0.5, within(0.01));
    assertThat(after(older, "m")).isCloseTo(0.25, within(0.01));
    assertThat(older.table())
        .contains("400 requests: rungs between the first and the last, if any, are parted by even");
  }

  @Test
  void promisedShareIsKeptThoughExplorationAsksForMore() throws IOException {
    PolicyReplay replay = replay(world.log(List.of("s", "l"), 0.4).read(folder), share(0.2, 0.1));

    // By the threshold and exploration alone it were 0.95 * 0.2 + 0.05 * 0.8.
    assertThat(after(replay, "l")).isBetween(0.19, 0.205);
  }

  @Test
  void choicesWithoutSupportAreTold() throws IOException {
    TrafficLog log = world.log(List.of("s", "l"), 0).read(folder);
    PolicyReplay replay = replay(log, share(0.2, 0));

    assertThat(replay.changed()).isCloseTo(0.3, within(0.01));
    assertThat(replay.blind()).isCloseTo(0.3, within(0.01));
    assertThat(part(replay, "s").blind()).isCloseTo(0.3, within(0.01));
    assertThat(part(replay, "l").blind()).isZero();
    assertThat(replay.table()).contains("of its choices this log knows nothing");
  }

  @Test
  void expertThatNeverAnsweredIsBlind() throws IOException {
    RoutingPolicy mid =
        policy(new Objective.MaxLargeShare(0), List.of("mid", "large"), Map.of(), 0, Mode.SINGLE);
    PolicyReplay replay = replay(world.log(List.of("s", "l"), 0.4).read(folder), mid);

    assertThat(replay.blind()).isEqualTo(1);
    assertThat(Objects.requireNonNull(replay.score()).after()).isNull();
    assertThat(replay.table()).contains("-> not known");
  }

  @Test
  void categoryMapHoldsWhereTheCategoryWasSure() throws IOException {
    SyntheticLog log = new SyntheticLog();
    for (int i = 0; i < 400; i++) {
      log.line(i / 400.0, i % 2 == 0 ? "s" : "mathematician", 0.5)
          .with("category", i % 4 < 2 ? "math" : "chat")
          .with("category_confidence", i % 8 < 4 ? 0.9 : 0.3);
    }
    RoutingPolicy mapped =
        policy(
            new Objective.MaxLargeShare(0),
            List.of("small", "large"),
            Map.of("math", List.of("mathematician")),
            0,
            Mode.SINGLE);
    PolicyReplay sure = replay(log.read(folder), mapped);
    assertThat(after(sure, "mathematician")).isEqualTo(0.25);
    assertThat(sure.assumed()).isEmpty();

    PolicyReplay old = replay(log.without("category_confidence").read(folder), mapped);
    assertThat(after(old, "mathematician")).isEqualTo(0.5);
    assertThat(old.assumed()).containsExactlyEntriesOf(Map.of("category_confidence", 400));
    assertThat(old.table())
        .contains("400 lines without category_confidence are taken to be sure of their category");
    assertThat(replay(log.read(folder), share(0, 0)).assumed()).isEmpty();
  }

  @Test
  void whetherAnswersWereStreamsIsSaidWhereTimeMatters() throws IOException {
    SyntheticLog log = new SyntheticLog();
    for (int i = 0; i < 400; i++) {
      log.line(i / 400.0, "s", 1).with("first_us", 1_000).with("total_us", 2_000);
    }

    assertThat(replay(log.read(folder), share(0.5, 0)).assumed()).isEmpty();
    assertThat(replay(log.read(folder), hurried(share(0.5, 0))).assumed())
        .containsExactlyEntriesOf(Map.of("stream", 400));
    assertThat(replay(log.without("first_us").read(folder), hurried(share(0.5, 0))).assumed())
        .isEmpty();
  }

  @Test
  void requestThatNamesItsExpertStaysAndOneThatNobodyCanReadIsRefused() throws IOException {
    SyntheticLog log = new SyntheticLog();
    log.line(0.1, "l", 1).with("model", "large");
    log.line(0.1, "s", 1).with("prompt_estimate", 100_000);
    log.line(0.1, "s", 1);
    log.line(0.1, "gone", 1);
    PolicyReplay replay = replay(log.read(folder), share(0.5, 0));

    assertThat(after(replay, "l")).isEqualTo(0.25);
    assertThat(replay.refused()).isEqualTo(0.25);
    assertThat(replay.refusal()).contains("100000 tokens");
    assertThat(replay.strangers()).containsExactly("gone");
    assertThat(replay.score()).isNull();
    assertThat(replay.price()).isNull();
    assertThat(replay.table())
        .contains("would have been refused    25.0%: the prompt has about 100000 tokens")
        .contains("not known: no line of the log is rated")
        .contains("not known: the log counts no tokens of a configured expert")
        .contains("not in the configuration: gone");
  }

  @Test
  void objectiveOfPriceIsAThresholdOverAllRequests() throws IOException {
    SyntheticLog log = world.log(List.of("s", "l"), 0.4);
    RoutingPolicy thrifty =
        policy(new Objective.MaxPrice(1.2), List.of("small", "large"), Map.of(), 0, Mode.SINGLE);
    PolicyReplay replay = replay(log.read(folder), thrifty);

    // 300 tokens are expected where nobody told how fast experts are: 0.3 and 3 for 1,000.
    assertThat(after(replay, "l")).isCloseTo(1 / 3.0, within(0.02));
    assertThat(replay.table())
        .containsPattern(
            "threshold 0\\.6\\d+, 33\\.\\d% harder, tenant acme: by the last 6000 requests");
  }

  @Test
  void pricesOfTheLogGoBeforeTheConfigured() throws IOException {
    SyntheticLog log = new SyntheticLog();
    log.line(0.1, "s", 1).with("price", 0.002).with("completion_tokens", 5);
    PolicyReplay replay = replay(log.read(folder), share(0, 0));

    assertThat(Objects.requireNonNull(replay.price()).before().value()).isEqualTo(2);
    assertThat(replay.priceSource()).isEqualTo("the log's prices");
  }

  @Test
  void cascadesAndUnknownPoliciesAreRefused() throws IOException {
    TrafficLog log = new SyntheticLog().line(0.1, "s", 1).read(folder);
    RoutingPolicy cascade =
        policy(new Objective.MaxLargeShare(0.5), LADDER, Map.of(), 0, Mode.CASCADE);

    assertThatThrownBy(() -> replay(log, cascade)).hasMessageContaining("mode: cascade");
    assertThatThrownBy(() ->
            PolicyReplay.of(log, RouterConfig.EMPTY, "q", Scorers.always(new SurfaceScorer())))
        .hasMessage("policy: \"q\" (expected: one of default)");
  }
}
