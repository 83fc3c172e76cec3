package dev.signalbox.bench.command;

import dev.signalbox.bench.engine.EngineOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** What the engine's benchmarks have in common. */
final class EngineArguments {
  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Threads of the engine (default: one less than there are cores).")
  private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  @Option(
      names = "--streams",
      paramLabel = "N",
      split = ",",
      converter = Numbers.Positive.class,
      defaultValue = "1,2,4,8",
      description = "Streams at once (default: ${DEFAULT-VALUE}).")
  private List<Integer> streams = List.of();

  @Option(
      names = "--tokens",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "128",
      description = "Tokens that each stream writes (default: ${DEFAULT-VALUE}).")
  private int tokens;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "3",
      description = "Rounds; the layers take turns in each (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(
      names = "--history",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "1000",
      description = "Tokens of history for prefix (default: ${DEFAULT-VALUE}).")
  private int history;

  @Option(names = "--no-gateway", description = "Without the gateway.")
  private boolean withoutGateway;

  EngineOptions options(String model) {
    return new EngineOptions(
        model, threads, streams, tokens, repetitions, history, !withoutGateway);
  }
}
