package dev.signalbox.router.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RouterView.ExpertView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Attempt;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Router} keeps to. The router under test serves this world:
 *
 * <ul>
 *   <li>{@code tiny}, tier small, 2,000 tokens, chat and log-probabilities, replicas {@code tiny#0}
 *       and {@code tiny#1}, both ready
 *   <li>{@code org/big:1}, tier large, 8,000 tokens, chat and tools, replica {@code org/big:1#0},
 *       ready, credential {@code env:BIG_KEY}, 1,500 active parameters
 *   <li>{@code asleep}, no tier, replica {@code asleep#0}, unreachable
 *   <li>policy {@code default}: half large at most; policy {@code frugal}: experts small only
 * </ul>
 */
public abstract class RouterContractKit {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The router under test; the same one within a test, new for each. */
  protected abstract Router router();

  @Test
  void sendsAnEasyRequestToTheSmallExpert() {
    RoutingDecision decision = route(Requests.of("auto", Requests.EASY));

    assertThat(decision.placements().getFirst().expert()).isEqualTo("tiny");
    assertThat(decision.mode()).isEqualTo(Mode.SINGLE);
    assertThat(decision.policy()).isEqualTo("default");
  }

  @Test
  void sendsAHardRequestToTheLargeExpertAndSaysWhy() {
    RoutingDecision decision = route(Requests.of("auto", Requests.HARD));

    assertThat(decision.placements().getFirst().expert()).isEqualTo("org/big:1");
    assertThat(decision.difficulty()).isBetween(0.5, 1.0);
    assertThat(decision.activeParameters()).isEqualTo(1500);
    assertThat(decision.reasons())
        .anySatisfy(reason -> {
          assertThat(reason.rule()).isEqualTo("quality");
          assertThat(reason.expert()).isEqualTo("org/big:1");
          assertThat(reason.contribution()).isPositive();
        });
  }

  @Test
  void namesTheOtherExpertAfterTheChosenOne() {
    RoutingDecision decision = route(Requests.of("auto", Requests.EASY));

    assertThat(decision.placements())
        .extracting(Placement::expert)
        .containsExactly("tiny", "tiny", "org/big:1");
  }

  @Test
  void keepsAPinnedExpertToItsOwnReplicas() {
    RoutingDecision decision = route(Requests.of("org/big:1", Requests.EASY));

    assertThat(decision.placements())
        .singleElement()
        .satisfies(placement -> {
          assertThat(placement.replica()).isEqualTo("org/big:1#0");
          assertThat(placement.credential()).isEqualTo("env:BIG_KEY");
          assertThat(placement.upstreamModel()).isEqualTo("big-upstream");
          assertThat(placement.contextLength()).isEqualTo(8000);
        });
    assertThat(decision.propensity()).isEqualTo(1);
  }

  @Test
  void keepsAPinnedTierToItsExperts() {
    for (String text : List.of(Requests.EASY, Requests.HARD)) {
      assertThat(route(Requests.of("large", text)).placements())
          .extracting(Placement::expert)
          .containsOnly("org/big:1");
      assertThat(route(Requests.of("small", text)).placements())
          .extracting(Placement::expert)
          .containsOnly("tiny");
    }
  }

  @Test
  void refusesAModelThatIsNone() {
    assertThat(refusal(Requests.of("gpt-9", Requests.EASY)))
        .isInstanceOf(RoutingRefusal.ModelNotFound.class)
        .extracting(RoutingRefusal::message)
        .asString()
        .contains("gpt-9", "auto", "small", "tiny");
  }

  @Test
  void sendsARequestWithToolsToTheExpertThatHasThem() {
    assertThat(route(Requests.needing("auto", Capability.TOOLS)).placements())
        .extracting(Placement::expert)
        .containsOnly("org/big:1");
  }

  @Test
  void refusesWhatNoExpertCanNamingIt() {
    assertThat(refusal(Requests.needing("auto", Capability.IMAGES)))
        .isInstanceOf(RoutingRefusal.Unsupported.class)
        .extracting(RoutingRefusal::message)
        .asString()
        .contains("images");
  }

  @Test
  void refusesWhatThePinnedExpertCannot() {
    assertThat(refusal(Requests.needing("tiny", Capability.TOOLS)))
        .isInstanceOf(RoutingRefusal.Unsupported.class);
  }

  @Test
  void sendsALongPromptToTheExpertWithRoom() {
    assertThat(route(Requests.ofLength("auto", 5000)).placements())
        .extracting(Placement::expert)
        .containsOnly("org/big:1");
  }

  @Test
  void refusesAPromptThatNobodyHasRoomForWithBothNumbers() {
    assertThat(refusal(Requests.ofLength("auto", 50_000)))
        .isInstanceOfSatisfying(
            RoutingRefusal.ContextTooLong.class,
            refusal -> {
              assertThat(refusal.promptTokens()).isEqualTo(50_000);
              assertThat(refusal.contextLength()).isEqualTo(8000);
            });
  }

  @Test
  void refusesAPinnedExpertWithoutAReadyReplicaForNow() {
    assertThat(refusal(Requests.of("asleep", Requests.EASY)))
        .isInstanceOfSatisfying(
            RoutingRefusal.NoReplica.class,
            refusal -> assertThat(refusal.retryAfter()).isPositive());
  }

  @Test
  void refusesAPolicyThatIsNone() {
    assertThat(refusal(Requests.wishing("r", Requests.EASY, "lavish", null, null, null)))
        .isInstanceOf(RoutingRefusal.Unsupported.class)
        .extracting(RoutingRefusal::message)
        .asString()
        .contains("lavish", "default", "frugal");
  }

  @Test
  void refusesAnExpertThatThePolicyForbids() {
    RoutingRequest request =
        new RoutingRequest(
            "r",
            "default",
            "org/big:1",
            Requests.of("auto", Requests.EASY).prompt(),
            Set.of(),
            10,
            0,
            0,
            0,
            new RoutingRequest.Preferences(null, "frugal", null, null, null),
            ClientThinking.OPEN,
            false);

    assertThat(refusal(request)).isInstanceOf(RoutingRefusal.NotAllowed.class);
  }

  @Test
  void keepsToTheRequestsOwnWishForAShare() {
    RoutingRequest none = Requests.wishing("r", Requests.HARD, null, 0.0, null, null);

    assertThat(route(none).placements().getFirst().expert()).isEqualTo("tiny");
  }

  @Test
  void keepsToTheRequestsOwnWishForQuality() {
    RoutingRequest best = Requests.wishing("r", Requests.EASY, null, null, 1.0, null);

    assertThat(route(best).placements().getFirst().expert()).isEqualTo("org/big:1");
  }

  @Test
  void keepsASessionOnOneReplica() {
    String first = replicaOf("session-a", "r-1");

    for (int i = 0; i < 4; i++) {
      assertThat(replicaOf("session-a", "r-" + i)).isEqualTo(first);
    }
  }

  @Test
  void sendsNothingToAReplicaWhoseConnectionFailed() {
    report("tiny#0", AttemptKind.CONNECT_FAILED);
    report("tiny#1", AttemptKind.CONNECT_FAILED);

    assertThat(routeOnceSettled(Requests.of("auto", Requests.EASY), 1).placements())
        .extracting(Placement::expert)
        .containsOnly("org/big:1");
    for (String pin : List.of("tiny", "small")) {
      assertThat(refusal(Requests.of(pin, Requests.EASY)))
          .isInstanceOf(RoutingRefusal.NoReplica.class);
    }
  }

  @Test
  void showsExpertsTiersAndPolicies() {
    RouterView view = present(router().view().block());

    assertThat(view.tiers()).containsEntry("small", List.of("tiny"));
    assertThat(view.experts())
        .extracting(ExpertView::id)
        .containsExactlyInAnyOrder("tiny", "org/big:1", "asleep");
    assertThat(view.policies())
        .extracting(RouterView.PolicyView::id)
        .containsExactly("default", "frugal");
    assertThat(view.ready()).isFalse();
  }

  @Test
  void showsTheFleetByItself() {
    FleetView fleet = present(router().fleet().block());
    RouterView view = present(router().view().block());

    assertThat(fleet)
        .isEqualTo(new FleetView(view.revision(), view.ready(), view.tiers(), view.experts()));
  }

  @Test
  void nothingIsHeldWhenADecisionIsDropped() {
    Router router = router();

    router.route(Requests.of("auto", Requests.EASY)).subscribe().dispose();

    assertThat(present(router.route(Requests.of("auto", Requests.EASY)).block()).placements())
        .hasSize(3);
  }

  private String replicaOf(String session, String id) {
    return route(Requests.wishing(id, Requests.EASY, null, null, null, session))
        .placements()
        .getFirst()
        .replica();
  }

  private void report(String replica, AttemptKind kind) {
    router()
        .report(
            new RoutingOutcome(
                "r-1",
                "default",
                OutcomeKind.NO_REPLICA,
                null,
                List.of(new Attempt(replica, kind)),
                Map.of(),
                null,
                Duration.ofMillis(3),
                null,
                null))
        .block();
  }

  private RoutingDecision route(RoutingRequest request) {
    return present(router().route(request).block());
  }

  /** A report may take its time on the way; nobody waits for it but this test. */
  private RoutingDecision routeOnceSettled(RoutingRequest request, int placements) {
    return present(
        router()
            .route(request)
            .filter(decision -> decision.placements().size() == placements)
            .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(10)))
            .timeout(PATIENCE)
            .block());
  }

  private RoutingRefusal refusal(RoutingRequest request) {
    RoutingRefusedException refused =
        Assertions.catchThrowableOfType(
            RoutingRefusedException.class, () -> router().route(request).block());
    assertThat(refused).as("refusal").isNotNull();
    return refused.refusal();
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("empty (expected: exactly one)");
    }
    return value;
  }
}
