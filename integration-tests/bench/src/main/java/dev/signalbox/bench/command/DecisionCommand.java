package dev.signalbox.bench.command;

import dev.signalbox.bench.checkout.Checkout;
import dev.signalbox.bench.decision.DecisionBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run decision}. */
@Command(
    name = "decision",
    description = {
      "The time of one routing decision in the gateway's process, by JMH: p50, p99 and p99.9 of the",
      "shipped router and policies at about 20, 200 and 2,000 tokens, and at 200 KB."
    })
final class DecisionCommand implements Callable<Integer> {
  @Option(
      names = "--forks",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "3",
      description =
          "Processes, one after the other; the spread is over them (default: ${DEFAULT-VALUE}).")
  private int forks;

  @Override
  public Integer call() {
    new DecisionBench(forks, Checkout.config()).run();
    return 0;
  }
}
