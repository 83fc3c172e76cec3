package dev.signalbox.bench.soak;

import java.util.List;

/**
 * How long the soak is.
 *
 * @param requests of all kinds
 * @param baseline request after which memory is looked at first
 * @param clients requests at once
 * @param seed of the requests
 */
public record SoakOptions(int requests, int baseline, int clients, long seed) {
  public static final String USAGE =
      """
      usage: run soak [options]

      Requests of all kinds against ./signalbox up --models toy: answers, streams, clients that leave,
      errors. Memory, file descriptors, sequences, queue places, permits and answers under way after
      request 1,000 and at the end.

        --requests N   (default 10000)
        --baseline N   request after which memory is looked at first (default 1000)
        --clients N    requests at once (default 8)
        --seed N       (default 1)
      exit code: 0 nothing is held, 1 a promise is broken, 2 used wrongly
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static SoakOptions parse(List<String> args) {
    int requests = 10_000;
    int baseline = 1_000;
    int clients = 8;
    long seed = 1;
    var rest = args.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + ": a value is missing");
      }
      int value = number(option, rest.next());
      switch (option) {
        case "--requests" -> requests = value;
        case "--baseline" -> baseline = value;
        case "--clients" -> clients = value;
        case "--seed" -> seed = value;
        default -> throw new IllegalArgumentException(option + ": no such option");
      }
    }
    if (baseline >= requests) {
      throw new IllegalArgumentException(
          "--baseline: %d (expected: less than --requests, %d)".formatted(baseline, requests));
    }
    return new SoakOptions(requests, baseline, clients, seed);
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
