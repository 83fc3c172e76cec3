package dev.signalbox.bench.command;

import dev.signalbox.bench.gateway.GatewayBench;
import dev.signalbox.bench.gateway.GatewayOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run gateway}. */
@Command(
    name = "gateway",
    description = {
      "CPU, throughput, added latency and memory of ./signalbox up with two URLs, on one core, next",
      "to nginx and to direct calls; upstream and clients have another core."
    })
final class GatewayCommand implements Callable<Integer> {
  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Of signalbox, nginx, haproxy, vllm-router, litellm, as far as they are on the PATH",
        "(default: nginx, if it is, and signalbox)."
      })
  private List<String> peers = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "3",
      description = "Times that each figure is taken (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      converter = Numbers.Seconds.class,
      defaultValue = "20",
      description = "Seconds of load on each before the first figure (default: ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--load",
      paramLabel = "S",
      converter = Numbers.Seconds.class,
      defaultValue = "8",
      description = "Seconds of one closed loop (default: ${DEFAULT-VALUE}).")
  private Duration load = Duration.ZERO;

  @Option(
      names = "--rest",
      paramLabel = "S",
      converter = Numbers.Seconds.class,
      defaultValue = "60",
      description = "Seconds after the large bodies (default: ${DEFAULT-VALUE}).")
  private Duration rest = Duration.ZERO;

  @Override
  public Integer call() throws Exception {
    new GatewayBench(options()).run();
    return 0;
  }

  GatewayOptions options() {
    return new GatewayOptions(peers, rounds, warmUp, load, rest);
  }
}
