package dev.signalbox.router.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.config.ConfigCheck;
import dev.signalbox.config.ConfigProblem;
import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.config.ConfigSnapshot;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.ThinkingForm;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Thinks;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ThinkingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterConfigBinderTest {
  private static final Path SHIPPED = Path.of("../../config-repo").toAbsolutePath().normalize();

  @TempDir Path directory;

  @Test
  void bindsWhatIsShipped() {
    RouterConfig config = bind(SHIPPED, StartedExperts.NONE);

    assertThat(config.catalog().tiers())
        .containsEntry("small", List.of("qwen2.5-coder-0.5b"))
        .containsEntry("large", List.of("qwen2.5-coder-1.5b"));
    assertThat(config.policies()).containsOnlyKeys("default");
  }

  @Test
  void readsEveryFieldOfAPolicy() throws IOException {
    write("experts/a.yaml", "id: a\ntiers: [small]\n");
    write(
        "policies/p.yaml",
        """
        id: p
        objective: {quality_floor: 0.9}
        limits: {max_large_share: 0.95, min_quality: 0.2}
        experts: [a, large]
        generalist: a
        categories: {math: [small, large]}
        category_confidence: 0.7
        fallbacks: []
        weights: {price: 0.5}
        exploration_share: 0.05
        resume: exact
        hedge: {after_percentile: 95}
        """);

    RoutingPolicy policy =
        Objects.requireNonNull(bind(directory, StartedExperts.NONE).policies().get("p"));

    assertThat(policy.objective()).isEqualTo(new Objective.QualityFloor(0.9));
    assertThat(policy.generalist()).containsExactly("a");
    assertThat(policy.ladder("math", 0.8)).containsExactly("small", "large");
    assertThat(policy.fallbacks()).isEmpty();
    assertThat(policy.weights().quality()).isEqualTo(1);
    assertThat(policy.weights().price()).isEqualTo(0.5);
    assertThat(policy.delivery()).isEqualTo(new Delivery(Delivery.Resume.EXACT, 95));
  }

  @Test
  void namesCredentialsAndKeepsNoSecret() throws IOException {
    write(
        "experts/a.yaml",
        "id: a\nreplicas:\n  - {url: 'http://h/v1', model: m, credential: {env: KEY}}\n");

    Expert expert =
        Objects.requireNonNull(bind(directory, StartedExperts.NONE).catalog().expert("a"));

    assertThat(expert.endpoints()).containsExactly(Endpoint.parse("http://h/v1#m", "env:KEY"));
  }

  @Test
  void aServerMaySpeakHttp2() throws IOException {
    write("experts/a.yaml", "id: a\nreplicas:\n  - {url: 'http://h/v1', http2: true}\n");

    Expert expert =
        Objects.requireNonNull(bind(directory, StartedExperts.NONE).catalog().expert("a"));

    assertThat(expert.endpoints().getFirst().http2()).isTrue();
  }

  @Test
  void rejectsAPolicyThatNamesNobodyWithItsPlace() throws IOException {
    write("policies/p.yaml", "id: p\ngeneralist: [small, nobody]\n");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(
            "policies/p.yaml:2:21: generalist[1]: \"nobody\" (expected: a tier or an expert");
  }

  /** It would be taken, and its ladder would never serve. */
  @Test
  void rejectsACategoryThatNoRouterTells() throws IOException {
    write(
        "policies/p.yaml",
        "id: p\ncategories:\n  math: small\n  mathematics: large\n  law: large\n");

    assertThat(problems())
        .satisfiesExactly(
            mathematics ->
                assertThat(mathematics)
                    .startsWith(
                        "policies/p.yaml:4:3: categories.mathematics (expected: a category: biology,")
                    .endsWith("other; math?)"),
            law ->
                assertThat(law)
                    .startsWith("policies/p.yaml:5:3: categories.law (expected: a category: ")
                    .endsWith("other)"));
  }

  @Test
  void rejectsTwoFilesWithOneId() throws IOException {
    write("experts/a.yaml", "id: x\n");
    write("experts/b.yaml", "id: x\n");

    assertThat(problems()).singleElement().asString().startsWith("experts/b.yaml:1:5: id: \"x\"");
  }

  @Test
  void rejectsAFloorThatItsLimitCannotReach() throws IOException {
    write(
        "policies/p.yaml",
        "id: p\nobjective: {quality_floor: 0.95}\nlimits: {max_large_share: 0.1}\n");

    assertThat(problems()).singleElement().asString().contains("quality_floor: 0.95", "takes");
  }

  @Test
  void rejectsAPriceBelowTheCheapestExpert() throws IOException {
    write(
        "experts/a.yaml",
        "id: a\ntiers: [small]\nprice_per_million_tokens: {prompt: 1000, completion: 1000}\n");
    write("policies/p.yaml", "id: p\nobjective: {max_price_per_1000_requests: 0.5}\n");

    assertThat(problems()).singleElement().asString().contains("max_price_per_1000_requests: 0.5");
  }

  @Test
  void rejectsAPriceWhereTheDearestExpertHasNone() throws IOException {
    priced("a", "small", 0);
    write("experts/b.yaml", "id: b\ntiers: [large]\n");
    write("policies/p.yaml", "id: p\nobjective: {max_price_per_1000_requests: 0.5}\n");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(
            "policies/p.yaml:2:42: objective.max_price_per_1000_requests: 0.5 (expected: a"
                + " price_per_million_tokens above 0 for b");

    priced("b", "large", 0);
    assertThat(problems()).hasSize(1);
    priced("b", "large", 2);
    assertThat(problems()).isEmpty();
  }

  @Test
  void rejectsAPriceWhereACategorysExpertHasNone() throws IOException {
    priced("a", "small", 0);
    priced("b", "large", 2);
    write("experts/c.yaml", "id: c\n");
    write(
        "policies/p.yaml",
        """
        id: p
        objective: {max_price_per_1000_requests: 0.5}
        categories: {code: c, math: [small, c], chat: small}
        """);

    assertThat(problems()).singleElement().asString().contains("above 0 for c");
  }

  @Test
  void rejectsAPriceWhereTheLargeExpertWasGivenAtTheStart() throws IOException {
    priced("a", "small", 1);
    priced("b", "large", 2);
    write("policies/p.yaml", "id: p\nobjective: {max_price_per_1000_requests: 0.5}\n");
    for (String where : List.of("http://h:1/v1#org/m", "http://h:1/v1")) {
      StartedExperts started = new StartedExperts(null, Endpoint.parse(where, null), List.of());

      assertThat(problems(new RouterConfigBinder(started, SurfaceScorer::new, bound -> {})))
          .singleElement()
          .asString()
          .contains("max_price_per_1000_requests: 0.5", "--large has none");
    }
  }

  @Test
  void rejectsACascadeOverOneRung() throws IOException {
    write("policies/p.yaml", "id: p\nmode: cascade\ngeneralist: small\n");

    assertThat(problems()).singleElement().asString().startsWith("policies/p.yaml:2:7: mode");
  }

  @Test
  void rejectsAnObjectiveWhereNobodyCanBeChosen() throws IOException {
    write("policies/p.yaml", "id: p\ngeneralist: large\nobjective: {max_large_share: 0}\n");
    write("policies/q.yaml", "id: q\ngeneralist: large\n");
    write(
        "policies/r.yaml",
        "id: r\ngeneralist: large\ncategories: {math: [small, large]}\nobjective: {max_large_share: 0}\n");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("policies/p.yaml:3:")
        .contains("objective", "at least two rungs");
  }

  @Test
  void rejectsMoreHardThinkingThanThinking() throws IOException {
    write("policies/p.yaml", "id: p\nthinking: {low_share: 0.1, high_share: 0.3}\n");

    assertThat(problems())
        .singleElement()
        .asString()
        .contains("high_share: 0.3", "at most low_share");
  }

  @Test
  void rejectsASiblingThatIsNone() throws IOException {
    write("experts/a.yaml", "id: a\nthinking: {sibling: b}\n");

    assertThat(problems()).singleElement().asString().contains("sibling: \"b\"");
  }

  @Test
  void bindsCascadesAndThinking() throws IOException {
    write("experts/a.yaml", "id: a\nthinking: {flag: enable_thinking, sibling: b}\n");
    write("experts/b.yaml", "id: b\nthinking: {reasoning_effort: {off: minimal, high: high}}\n");
    write(
        "policies/p.yaml",
        """
        id: p
        mode: cascade
        cascade:
          quantile: 0.1
          first_token_budget_ms: 1500
          agreement: {expert: b, at_least: 0.7}
        thinking: {max_effort: low, max_tokens: 100}
        """);

    RouterConfig config = bind(directory, StartedExperts.NONE);
    RoutingPolicy policy = Objects.requireNonNull(config.policies().get("p"));
    assertThat(policy.mode()).isEqualTo(Mode.CASCADE);
    assertThat(policy.cascade())
        .isEqualTo(new CascadePolicy(0.1, null, Duration.ofMillis(1500), 1 << 20, "b", 0.7));
    assertThat(policy.thinking()).isEqualTo(new ThinkingPolicy(Effort.LOW, 0.5, 0.2, 100));
    assertThat(Objects.requireNonNull(config.catalog().expert("a")).thinks())
        .isEqualTo(new Thinks(new ThinkingForm("enable_thinking", Map.of(), null), "b"));
    assertThat(Objects.requireNonNull(config.catalog().expert("b")).thinks())
        .isEqualTo(
            new Thinks(
                new ThinkingForm(null, Map.of(Effort.OFF, "minimal", Effort.HIGH, "high"), null),
                null));
  }

  @Test
  void letsStartedExpertsTakeTheTiersOver() {
    StartedExperts started =
        new StartedExperts(Endpoint.parse("http://h:1/v1#org/m:1", null), null, List.of());

    RouterConfig config = bind(SHIPPED, started);

    assertThat(config.catalog().tiers()).containsEntry("small", List.of("org/m:1"));
    assertThat(config.catalog().expert("qwen2.5-coder-0.5b")).isNull();
    assertThat(config.catalog().expert("qwen2.5-coder-1.5b")).isNotNull();
  }

  @Test
  void tellsEqualNamesApartByTheirTier() {
    StartedExperts started =
        new StartedExperts(
            Endpoint.parse("http://h:1/v1#m", null),
            Endpoint.parse("http://h:2/v1#m", null),
            List.of());

    assertThat(bind(SHIPPED, started).catalog().tiers())
        .containsEntry("small", List.of("m-small"))
        .containsEntry("large", List.of("m-large"));
  }

  @Test
  void givesAServerItsNameOnceItIsKnown() {
    StartedExperts nameless =
        new StartedExperts(
            Endpoint.parse("http://h:1/v1", null),
            Endpoint.parse("http://h:2/v1#b", null),
            List.of());

    assertThat(bind(SHIPPED, nameless).catalog().tiers()).containsEntry("small", List.of("small"));
    assertThat(bind(SHIPPED, nameless.withModels("a", null)).catalog().tiers())
        .containsEntry("small", List.of("a"))
        .containsEntry("large", List.of("b"));
  }

  @Test
  void addsStartedReplicasToTheirExperts() {
    StartedExperts started =
        new StartedExperts(
            null,
            null,
            List.of(
                new StartedExperts.StartedReplica(
                    "qwen2.5-coder-0.5b", Endpoint.parse("http://h:9/v1#x", null))));

    Expert expert =
        Objects.requireNonNull(bind(SHIPPED, started).catalog().expert("qwen2.5-coder-0.5b"));
    assertThat(expert.endpoints()).hasSize(1);
  }

  @Test
  void rejectsAPortThatIsNone() throws IOException {
    write("experts/a.yaml", "id: a\nreplicas: [{url: 'http://h:99999/v1'}]\n");

    assertThat(problems())
        .containsExactly(
            "experts/a.yaml:2:18: replicas[0].url: \"http://h:99999/v1\" (expected:"
                + " http(s)://host:port/v1 without user and query, port 1 to 65535)");
  }

  @Test
  void doesNotLeaveTheLastExpertGo() throws IOException {
    write("experts/a.yaml", "id: a\n");
    StartedExperts started = StartedExperts.NONE;
    RouterConfigBinder binder = new RouterConfigBinder(started, SurfaceScorer::new, bound -> {});
    serve(binder);

    Files.delete(directory.resolve("experts/a.yaml"));

    assertThat(problems(binder))
        .containsExactly(
            "experts/: no expert is left (expected: an expert, as until now; the last one goes with"
                + " a restart only)");
  }

  @Test
  void leavesTheLastFileGoWhereAnExpertWasGivenAtTheStart() throws IOException {
    write("experts/a.yaml", "id: a\n");
    StartedExperts started =
        new StartedExperts(Endpoint.parse("http://h:1/v1#m", null), null, List.of());
    RouterConfigBinder binder = new RouterConfigBinder(started, SurfaceScorer::new, bound -> {});
    serve(binder);

    Files.delete(directory.resolve("experts/a.yaml"));

    assertThat(problems(binder)).isEmpty();
  }

  @Test
  void startsWithoutExperts() throws IOException {
    StartedExperts started = StartedExperts.NONE;
    RouterConfigBinder binder = new RouterConfigBinder(started, SurfaceScorer::new, bound -> {});
    serve(binder);

    assertThat(problems(binder)).isEmpty();
  }

  private void serve(RouterConfigBinder binder) {
    ConfigSnapshot snapshot = new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(directory);
    binder.commit(binder.bind(snapshot, new ArrayList<>()));
  }

  private static RouterConfig bind(Path directory, StartedExperts started) {
    ConfigSnapshot snapshot = new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(directory);
    List<ConfigProblem> problems = new ArrayList<>();
    RouterConfigBinder binder = new RouterConfigBinder(started, SurfaceScorer::new, bound -> {});
    RouterConfig config = binder.bind(snapshot, problems).config(started);
    assertThat(problems).isEmpty();
    return config;
  }

  private void priced(String id, String tier, double price) throws IOException {
    write(
        "experts/" + id + ".yaml",
        "id: %s\ntiers: [%s]\nprice_per_million_tokens: {prompt: %s, completion: %s}\n"
            .formatted(id, tier, price, price));
  }

  private List<String> problems() {
    return problems(RouterConfigBinder.checking(new SurfaceScorer()));
  }

  private List<String> problems(RouterConfigBinder binder) {
    @Nullable ConfigRejectedException rejected =
        Assertions.catchThrowableOfType(
            ConfigRejectedException.class,
            () -> new ConfigCheck(ConfigSchemas.packaged(), List.of(binder)).check(directory));
    return rejected == null
        ? List.of()
        : rejected.problems().stream().map(ConfigProblem::toString).toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
