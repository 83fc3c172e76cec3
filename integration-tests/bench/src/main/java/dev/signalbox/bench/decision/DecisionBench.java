package dev.signalbox.bench.decision;

import dev.signalbox.bench.report.Sample;
import dev.signalbox.bench.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Prints how long decisions take, by the length of the prompt. */
public final class DecisionBench {
  private static final double[] PERCENTILES = {50, 99, 99.9};

  private final int forks;
  private final Path config;

  /**
   * @param forks processes, one after the other
   * @param config the configuration folder
   */
  public DecisionBench(int forks, Path config) {
    this.forks = forks;
    this.config = config;
  }

  /** Measures and prints. */
  public void run() {
    Table table = new Table(List.of("prompt, characters", "p50", "p99", "p99.9"));
    try {
      new Runner(
              new OptionsBuilder()
                  .include(DecisionBenchmark.class.getName())
                  .forks(forks)
                  .verbosity(VerboseMode.SILENT)
                  .shouldFailOnError(true)
                  .jvmArgsAppend("-XX:+UseSerialGC", "-D" + DecisionBenchmark.CONFIG + "=" + config)
                  .build())
          .run().stream()
              .sorted(Comparator.comparingInt(DecisionBench::chars))
              .forEach(result -> table.add(row(result)));
    } catch (RunnerException e) {
      throw new IllegalStateException("the benchmark fails: " + e.getMessage(), e);
    }
    System.out.println("One decision, in microseconds: median over %d processes".formatted(forks));
    System.out.print(table);
  }

  private static int chars(RunResult result) {
    return Integer.parseInt(result.getParams().getParam("chars"));
  }

  private static List<String> row(RunResult result) {
    List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", chars(result))));
    for (double percentile : PERCENTILES) {
      Sample sample =
          new Sample(
              result.getBenchmarkResults().stream()
                  .mapToDouble(
                      fork -> fork.getPrimaryResult().getStatistics().getPercentile(percentile))
                  .toArray());
      double[] values = sample.values();
      row.add(
          String.format(
              Locale.ROOT,
              "%.1f (%.1f-%.1f)",
              sample.median(),
              values[0],
              values[values.length - 1]));
    }
    return row;
  }
}
