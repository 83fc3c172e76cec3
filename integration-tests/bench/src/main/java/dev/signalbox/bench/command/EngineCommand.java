package dev.signalbox.bench.command;

import dev.signalbox.bench.engine.EngineBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run engine}. */
@Command(
    name = "engine",
    description =
        "Tokens per second of the bare engine loop, through the worker and through the gateway.")
final class EngineCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "toy",
      description = "toy or a model of the store (default: ${DEFAULT-VALUE})")
  private String model = "";

  @Mixin private EngineArguments arguments = new EngineArguments();

  @Override
  public Integer call() {
    new EngineBench(arguments.options(model)).run();
    return 0;
  }
}
