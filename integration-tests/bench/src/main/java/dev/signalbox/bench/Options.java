package dev.signalbox.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a benchmark runs.
 *
 * @param model {@code toy} or a model of the store
 * @param threads threads that the engine computes with
 * @param streams numbers of streams to run at once
 * @param tokens tokens that each stream writes
 * @param repetitions rounds, each with every layer
 * @param history tokens of the conversation before its second turn
 * @param gateway whether the gateway is measured too
 */
record Options(
    String model,
    int threads,
    List<Integer> streams,
    int tokens,
    int repetitions,
    int history,
    boolean gateway) {

  static final String USAGE =
      """
      usage: run engine|prefix [options]

      engine: tokens per second of the bare engine loop, through the worker and through the gateway
      prefix: time to first token of a conversation's second turn against a cold start

        --model M         toy or a model of the store (default: toy for engine; smollm2-135m for
                          prefix, as the toy reads 1,000 tokens in no time)
        --threads N       threads of the engine (default: one less than there are cores)
        --streams 1,2,4,8 streams at once
        --tokens N        tokens that each stream writes (default 128)
        --repetitions N   rounds; the layers take turns in each (default 3)
        --history N       tokens of history for prefix (default 1000)
        --no-gateway      without the gateway
      exit code: 0 measured, 1 failed, 2 used wrongly
      """;

  /**
   * Reads a command line.
   *
   * @param defaultModel where it names none
   * @throws IllegalArgumentException naming what is wrong
   */
  static Options parse(String defaultModel, List<String> args) {
    String model = defaultModel;
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    List<Integer> streams = List.of(1, 2, 4, 8);
    int tokens = 128;
    int repetitions = 3;
    int history = 1000;
    boolean gateway = true;
    var rest = args.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (option.equals("--no-gateway")) {
        gateway = false;
        continue;
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + ": a value is missing");
      }
      String value = rest.next();
      switch (option) {
        case "--model" -> model = value;
        case "--threads" -> threads = number(option, value);
        case "--streams" ->
            streams = Stream.of(value.split(",")).map(one -> number(option, one)).toList();
        case "--tokens" -> tokens = number(option, value);
        case "--repetitions" -> repetitions = number(option, value);
        case "--history" -> history = number(option, value);
        default -> throw new IllegalArgumentException(option + ": no such option");
      }
    }
    return new Options(model, threads, streams, tokens, repetitions, history, gateway);
  }

  int mostStreams() {
    return streams.stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  private static int number(String option, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the value.
    }
    throw new IllegalArgumentException(
        "%s: %s (expected: a number of at least 1)".formatted(option, value));
  }
}
