package dev.signalbox.bench.decision;

import dev.signalbox.bench.checkout.RouterFolder;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.LocalRouter;
import dev.signalbox.router.core.RoutingState;
import dev.signalbox.router.core.binding.RouterConfigBinder.Bound;
import dev.signalbox.router.core.binding.StartedExperts;
import dev.signalbox.router.core.binding.StartedExperts.StartedReplica;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one whole decision by the shipped router and policies: judging the prompt, the rules,
 * the placements and their reasons.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class DecisionBenchmark {
  /** Names the configuration folder to the processes that JMH starts. */
  static final String CONFIG = "signalbox.bench.config";

  private static final String SENTENCE =
      "Explain why the sum of the first 17 odd numbers is a square, and show each step of it. ";
  private static final int CHARS_OF_A_TOKEN = 4;

  /** Characters of the prompt. */
  @Param({"80", "800", "8000", "200000"})
  private int chars;

  private @Nullable LocalRouter router;
  private @Nullable RoutingRequest request;

  /** Reads the configuration, and makes the prompt. */
  @Setup
  public void prepare() {
    TrainedScorer scorer = TrainedScorer.loadDefault();
    Path folder = Path.of(Objects.requireNonNull(System.getProperty(CONFIG), CONFIG));
    router =
        new LocalRouter(
            wellState(RouterFolder.read(folder, scorer)), Scorers.always(scorer), () -> 0.5);
    String text = SENTENCE.repeat(chars / SENTENCE.length() + 1).substring(0, chars);
    request =
        new RoutingRequest(
            "bench",
            "default",
            "auto",
            RoutingPrompt.of(text),
            Set.of(Capability.CHAT),
            Math.min(chars / CHARS_OF_A_TOKEN, 2_000),
            0,
            0,
            0,
            Preferences.NONE,
            ClientThinking.OPEN,
            false);
  }

  /** Every expert has a replica, and every replica is well. */
  private static RoutingState wellState(Bound bound) {
    List<StartedReplica> replicas =
        bound.experts().stream()
            .map(expert ->
                new StartedReplica(
                    expert.id(),
                    new Endpoint(
                        URI.create("http://" + expert.id() + ":1/v1"), expert.id(), null, false)))
            .toList();
    RoutingState state = new RoutingState();
    state
        .configure(bound.config(new StartedExperts(null, null, replicas)))
        .forEach(replica ->
            state.observe(
                replica, ReplicaStatus.of(ReplicaState.READY, replica.endpoint().model())));
    return state;
  }

  /** Decides. */
  @Benchmark
  public RoutingDecision decide() {
    return Objects.requireNonNull(
        Objects.requireNonNull(router).route(Objects.requireNonNull(request)).block());
  }
}
