package dev.signalbox.bench.chaos;

import java.time.Duration;
import java.util.List;

/**
 * How bad and how long.
 *
 * @param length of the disturbed time
 * @param clients requests at once
 * @param seed of requests and troubles
 */
public record ChaosOptions(Duration length, int clients, long seed) {
  public static final String USAGE =
      """
      usage: run chaos [options]

      Mixed traffic on the toy pair, two workers and one liar for each expert, while workers are
      killed with -9, frozen, slowed, and the liars answer garbage. Answers that end well must be
      those of undisturbed workers, others errors of the contract, and nothing may be held at the end.

        --minutes N    disturbed time (default 10)
        --clients N    requests at once (default 12)
        --seed N       (default 1)
      exit code: 0 every promise kept, 1 a promise is broken, 2 used wrongly
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static ChaosOptions parse(List<String> args) {
    ChaosOptions options = new ChaosOptions(Duration.ofMinutes(10), 12, 1);
    var rest = args.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + ": a value is missing");
      }
      options = options.with(option, rest.next());
    }
    return options;
  }

  private ChaosOptions with(String option, String value) {
    int number = number(option, value);
    return switch (option) {
      case "--minutes" -> new ChaosOptions(Duration.ofMinutes(number), clients, seed);
      case "--clients" -> new ChaosOptions(length, number, seed);
      case "--seed" -> new ChaosOptions(length, clients, number);
      default -> throw new IllegalArgumentException(option + ": no such option");
    };
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
