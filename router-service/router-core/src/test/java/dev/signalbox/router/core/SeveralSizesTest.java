package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.api.Thinking;
import dev.signalbox.router.api.ThinkingForm;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.catalog.Thinks;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ThinkingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Three sizes on one ladder, experts that think, and categories that have experts of their own. */
class SeveralSizesTest {
  private double difficulty = 0.5;
  private String category = "other";
  private double confidence;
  private @Nullable List<String> allowed;
  private double largeShare = 0.5;
  private double exploration;
  private DoubleSupplier chance = () -> 0.5;

  private static Expert expert(String id, Set<String> tiers, long size, @Nullable Thinks thinks) {
    return new Expert(
        id,
        tiers,
        Set.of(Capability.CHAT, Capability.LOGPROBS),
        8_000,
        size,
        new Price(1, 1),
        thinks,
        List.of(new Endpoint(URI.create("http://" + id + ":1/v1"), id, null, false)));
  }

  private LocalRouter router(
      Mode mode, Map<String, List<String>> categories, @Nullable ThinkingPolicy thinking) {
    RoutingPolicy policy =
        new RoutingPolicy(
            "default",
            new Objective.MaxLargeShare(largeShare),
            1,
            0,
            allowed,
            List.of("small", "mid", "large"),
            categories,
            0.6,
            List.of(),
            Weights.QUALITY_ONLY,
            exploration,
            mode,
            CascadePolicy.DEFAULT,
            thinking,
            Delivery.PLAIN);
    ThinkingForm form = new ThinkingForm("enable_thinking", Map.of(), null);
    Catalog catalog =
        Catalog.of(
            List.of(
                // the best of the ladder is the smallest: size is never taken for quality
                expert("best", Set.of("large"), 100, new Thinks(form, null)),
                expert("middle", Set.of("mid"), 9_000, new Thinks(null, "middle-thinking")),
                expert("cheap", Set.of("small"), 5_000, null),
                expert("middle-thinking", Set.of(), 9_000, null),
                expert("mathematician", Set.of(), 7_000, null)));
    RoutingState state = new RoutingState();
    List<ReplicaId> replicas =
        state.configure(new RouterConfig("r", catalog, Map.of("default", policy)));
    for (ReplicaId replica : replicas) {
      state.observe(replica, ReplicaStatus.of(ReplicaState.READY, replica.endpoint().model()));
    }
    return new LocalRouter(state, Scorers.always(new Scripted()), chance);
  }

  private static RoutingDecision route(LocalRouter router, String text) {
    return route(router, text, ClientThinking.OPEN);
  }

  private static RoutingDecision route(
      LocalRouter router, String text, ClientThinking clientThinking) {
    return route(router, "auto", text, clientThinking);
  }

  private static RoutingDecision route(
      LocalRouter router, String model, String text, ClientThinking clientThinking) {
    RoutingRequest request =
        new RoutingRequest(
            "r",
            "default",
            model,
            RoutingPrompt.of(text),
            Set.of(Capability.CHAT),
            10,
            0,
            0,
            0,
            Preferences.NONE,
            clientThinking,
            false);
    return Objects.requireNonNull(router.route(request).block());
  }

  private static List<String> experts(RoutingDecision decision) {
    return decision.placements().stream().map(Placement::expert).toList();
  }

  @Test
  void explorationGoesOnAmongTheRungsWhoseShareIsNotUsedUp() {
    largeShare = 0;
    exploration = 0.4;
    chance = new Random(5)::nextDouble;
    LocalRouter router = router(Mode.SINGLE, Map.of(), null);
    int middle = 0;
    for (int i = 0; i < 2_000; i++) {
      RoutingDecision decision = route(router, "text");
      String first = experts(decision).getFirst();
      middle += first.equals("middle") ? 1 : 0;
      assertThat(experts(decision)).last().isEqualTo("best");
      assertThat(decision.propensity()).isCloseTo(first.equals("middle") ? 0.2 : 0.8, within(1e-9));
    }

    assertThat(middle / 2_000.0).isCloseTo(0.2, within(0.03));
  }

  @ParameterizedTest
  @CsvSource({"0.1,cheap", "0.4,middle", "0.9,best"})
  void eachSizeAnswersWhatIsHardEnoughForIt(double hard, String expert) {
    difficulty = hard;

    RoutingDecision decision = route(router(Mode.SINGLE, Map.of(), null), "text");
    assertThat(experts(decision)).first().isEqualTo(expert);
    assertThat(experts(decision)).hasSize(3);
    assertThat(decision.activeParameters())
        .isEqualTo(decision.placements().getFirst().activeParameters());
  }

  @Test
  void whatTheLastSizeHasNoShareLeftForGoesToTheOneBeforeIt() {
    LocalRouter router = router(Mode.SINGLE, Map.of(), null);
    difficulty = 0.99;
    int best = 0;
    int middle = 0;
    for (int i = 0; i < 400; i++) {
      String first = experts(route(router, "text")).getFirst();
      best += first.equals("best") ? 1 : 0;
      middle += first.equals("middle") ? 1 : 0;
    }

    assertThat(best).isBetween(200, 211);
    assertThat(middle).isEqualTo(400 - best);
  }

  @ParameterizedTest
  @CsvSource({"0.1,middle", "0.4,middle", "0.9,best"})
  void draftIsFollowedByWhomThePromptAloneWouldHaveAsked(double hard, String next) {
    difficulty = hard;

    assertThat(experts(route(router(Mode.CASCADE, Map.of(), null), "text")))
        .startsWith("cheap", next);
  }

  @Test
  void categoryHasItsExpertAndAnUnsureOneTheGeneralist() {
    LocalRouter router = router(Mode.SINGLE, Map.of("math", List.of("mathematician")), null);
    category = "math";
    confidence = 0.9;
    RoutingDecision sure = route(router, "What is the sum of it?");
    assertThat(experts(sure)).containsExactly("mathematician");
    assertThat(sure.language()).isEqualTo("en");
    assertThat(text(sure)).endsWith("which the policy maps to mathematician");

    confidence = 0.3;
    RoutingDecision unsure = route(router, "What is the sum of it?");
    assertThat(experts(unsure)).doesNotContain("mathematician");
    assertThat(text(unsure)).endsWith("the generalist serves");
  }

  private static String text(RoutingDecision decision) {
    return decision.reasons().stream()
        .filter(reason -> reason.rule().equals("category"))
        .map(Reason::text)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"0.3,OFF,0", "0.6,LOW,300", "0.9,HIGH,900"})
  void effortAndBudgetGrowWithTheDifficulty(double hard, Effort effort, int budget) {
    difficulty = hard;
    LocalRouter router =
        router(Mode.SINGLE, Map.of(), new ThinkingPolicy(Effort.HIGH, 0.5, 0.2, 1_000));

    Thinking thinking = Objects.requireNonNull(route(router, "text").thinking());
    assertThat(thinking.effort()).isEqualTo(effort);
    assertThat(thinking.budget()).isBetween(budget - 10, budget + 10);
  }

  @Test
  void policyCapsTheEffort() {
    difficulty = 0.99;
    LocalRouter router =
        router(Mode.SINGLE, Map.of(), new ThinkingPolicy(Effort.LOW, 0.5, 0.2, 1_000));

    assertThat(Objects.requireNonNull(route(router, "text").thinking()).effort())
        .isEqualTo(Effort.LOW);
  }

  @Test
  void siblingThinksInItsExpertsPlaceWhereThinkingIsWorthIt() {
    ThinkingPolicy eager = new ThinkingPolicy(Effort.HIGH, 0.8, 0.7, 1_000);
    difficulty = 0.4;
    RoutingDecision thinking = route(router(Mode.SINGLE, Map.of(), eager), "text");
    assertThat(experts(thinking)).startsWith("middle-thinking", "middle");
    assertThat(thinking.reasons()).anyMatch(reason -> reason.rule().equals("thinking"));

    ThinkingPolicy thrifty = new ThinkingPolicy(Effort.HIGH, 0.1, 0.1, 1_000);
    assertThat(experts(route(router(Mode.SINGLE, Map.of(), thrifty), "text")))
        .doesNotContain("middle-thinking");
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "OTHER"})
  void siblingStaysBehindWhereTheClientDoesNotAskItToThink(ClientThinking said) {
    ThinkingPolicy eager = new ThinkingPolicy(Effort.HIGH, 0.8, 0.7, 1_000);
    difficulty = 0.4;
    RoutingDecision decision = route(router(Mode.SINGLE, Map.of(), eager), "text", said);

    assertThat(experts(decision)).startsWith("middle").doesNotContain("middle-thinking");
    assertThat(decision.thinking()).isNull();
    assertThat(decision.reasons())
        .filteredOn(reason -> reason.rule().equals("thinking"))
        .singleElement()
        .extracting(Reason::text)
        .asString()
        .startsWith("the client says itself how much");
  }

  @ParameterizedTest
  @CsvSource({
    "HIGH,ON,1000,up to the policy's effort high and 1000 tokens",
    "LOW,OTHER,500,up to the policy's effort low and 500 tokens",
    "OFF,ON,0,and the policy allows none"
  })
  void clientsOwnWishIsBoundByThePolicysLimit(
      Effort most, ClientThinking said, int budget, String words) {
    difficulty = 0.1;
    for (String model : List.of("auto", "middle")) {
      RoutingDecision decision =
          route(
              router(Mode.SINGLE, Map.of(), new ThinkingPolicy(most, 0, 0, 1_000)),
              model,
              "text",
              said);

      assertThat(decision.thinking()).isNull();
      assertThat(decision.thinkingLimit()).isEqualTo(new Thinking(most, budget));
      assertThat(decision.reasons())
          .anyMatch(one -> one.rule().equals("thinking") && one.text().endsWith(words));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "OPEN"})
  void nothingIsBoundWhereTheClientAsksForNoThinking(ClientThinking said) {
    ThinkingPolicy eager = new ThinkingPolicy(Effort.HIGH, 0.8, 0.7, 1_000);

    assertThat(route(router(Mode.SINGLE, Map.of(), eager), "text", said).thinkingLimit()).isNull();
    assertThat(
            route(router(Mode.SINGLE, Map.of(), null), "text", ClientThinking.ON).thinkingLimit())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"HIGH,middle-thinking", "LOW,middle-thinking", "OFF,middle"})
  void siblingThinksForAClientThatAsksForItWithinThePolicysCap(Effort cap, String first) {
    ThinkingPolicy thrifty = new ThinkingPolicy(cap, 0, 0, 1_000);
    difficulty = 0.4;
    RoutingDecision decision =
        route(router(Mode.SINGLE, Map.of(), thrifty), "text", ClientThinking.ON);

    assertThat(experts(decision)).startsWith(first).contains("middle");
    assertThat(decision.thinking()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"OPEN", "ON"})
  void siblingNeverStandsBeforeADraft(ClientThinking said) {
    ThinkingPolicy eager = new ThinkingPolicy(Effort.HIGH, 1, 1, 1_000);
    Map<String, List<String>> categories = Map.of("math", List.of("middle", "best"));
    category = "math";
    confidence = 0.9;
    RoutingDecision decision = route(router(Mode.CASCADE, categories, eager), "text", said);

    assertThat(Objects.requireNonNull(decision.draft()).expert()).isEqualTo("middle");
    assertThat(experts(decision)).startsWith("middle", "best").doesNotContain("middle-thinking");
  }

  @Test
  void siblingIsBoundByWhatThePolicyAllows() {
    ThinkingPolicy eager = new ThinkingPolicy(Effort.HIGH, 0.8, 0.7, 1_000);
    difficulty = 0.4;
    allowed = List.of("cheap", "middle", "best");

    assertThat(experts(route(router(Mode.SINGLE, Map.of(), eager), "text")))
        .startsWith("middle")
        .doesNotContain("middle-thinking");
  }

  @Test
  void withoutAWordInThePolicyThinkingIsLeftAlone() {
    assertThat(route(router(Mode.SINGLE, Map.of(), null), "text").thinking()).isNull();
  }

  /** Says what the test wants. */
  private final class Scripted implements DifficultyScorer {
    @Override
    public Assessment assess(RoutingRequest request) {
      return new Assessment(difficulty, 1 - difficulty, category, confidence, Map.of());
    }

    @Override
    public String version() {
      return "scripted";
    }

    @Override
    public Calibration calibration() {
      return Calibration.assumed();
    }
  }
}
