package dev.signalbox.bench.command;

import dev.signalbox.bench.engine.PrefixBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run prefix}. */
@Command(
    name = "prefix",
    description = "Time to the first token of a conversation's second turn against a cold start.")
final class PrefixCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "smollm2-135m",
      description = "toy or a model of the store (default: ${DEFAULT-VALUE})")
  private String model = "";

  @Mixin private EngineArguments arguments = new EngineArguments();

  @Override
  public Integer call() {
    new PrefixBench(arguments.options(model)).run();
    return 0;
  }
}
