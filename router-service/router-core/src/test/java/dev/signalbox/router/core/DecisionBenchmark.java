package dev.signalbox.router.core;

import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Time of one whole decision by the default router: judging the prompt, the rules, the placements
 * and their reasons. Run {@link #main} for p50 and p99 by length of the prompt.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class DecisionBenchmark {
  private static final String SENTENCE =
      "Explain why the sum of the first 17 odd numbers is a square, and show each step of it. ";

  /** Characters of the prompt: about 20, 200 and 2,000 tokens, and 200 KB. */
  @Param({"80", "800", "8000", "200000"})
  private int chars;

  private final LocalRouter router =
      new LocalRouter(KitWorld.state(), Scorers.always(TrainedScorer.loadDefault()), () -> 0.5);
  private RoutingRequest request = Requests.of("auto", "");

  /** Makes the prompt. */
  @Setup
  public void write() {
    String text = SENTENCE.repeat(chars / SENTENCE.length() + 1).substring(0, chars);
    request = Requests.of("auto", text);
  }

  /** Decides. */
  @Benchmark
  public RoutingDecision decide() {
    return Objects.requireNonNull(router.route(request).block());
  }

  /** Runs the benchmark and prints its table. */
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(DecisionBenchmark.class.getName()).build()).run();
  }
}
