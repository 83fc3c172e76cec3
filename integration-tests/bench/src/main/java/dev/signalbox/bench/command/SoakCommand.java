package dev.signalbox.bench.command;

import dev.signalbox.bench.soak.Soak;
import dev.signalbox.bench.soak.SoakOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run soak}. */
@Command(
    name = "soak",
    description = {
      "Requests of all kinds against ./signalbox up --models toy: answers, streams, clients that",
      "leave, errors. Memory, file descriptors, sequences, queue places, permits and answers under",
      "way after request 1,000 and at the end. Exit code 1: something is held."
    })
final class SoakCommand implements Callable<Integer> {
  @Option(
      names = "--requests",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "10000",
      description = "Requests of all kinds (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--baseline",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "1000",
      description = "Request after which memory is looked at first (default: ${DEFAULT-VALUE}).")
  private int baseline;

  @Option(
      names = "--clients",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "8",
      description = "Requests at once (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the requests (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    return new Soak(options()).run() ? 0 : 1;
  }

  SoakOptions options() {
    return new SoakOptions(requests, baseline, clients, seed);
  }
}
