package dev.signalbox.bench.command;

import dev.signalbox.bench.chaos.Chaos;
import dev.signalbox.bench.chaos.ChaosOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run chaos}. */
@Command(
    name = "chaos",
    description = {
      "Mixed traffic on the toy pair, two workers and one liar for each expert, while workers are",
      "killed with -9, frozen, slowed, and the liars answer garbage. Answers that end well must be",
      "those of undisturbed workers, others errors of the contract, and nothing may be held at the",
      "end. Exit code 1: a promise is broken."
    })
final class ChaosCommand implements Callable<Integer> {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      converter = Numbers.Minutes.class,
      defaultValue = "10",
      description = "Disturbed time (default: ${DEFAULT-VALUE}).")
  private Duration length = Duration.ZERO;

  @Option(
      names = "--clients",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "12",
      description = "Requests at once (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of requests and troubles (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    return new Chaos(new ChaosOptions(length, clients, seed)).run() ? 0 : 1;
  }
}
