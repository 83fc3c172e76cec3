package dev.signalbox.bench.gateway;

import java.time.Duration;
import java.util.List;

/**
 * How the gateway's benchmark runs.
 *
 * @param peers gateways to measure, by name
 * @param rounds times that each figure is taken, gateways in turn
 * @param warmUp load before the first figure, for each gateway
 * @param load length of one closed loop
 * @param rest time after the large bodies until memory is looked at again
 */
public record GatewayOptions(
    List<String> peers, int rounds, Duration warmUp, Duration load, Duration rest) {

  public static final String USAGE =
      """
      usage: run gateway [options]

      CPU, throughput, added latency and memory of ./signalbox up with two URLs, on one core, next to
      nginx and to direct calls; upstream and clients have another core

        --peers A,B       of signalbox, nginx (default: both; without nginx on the path, the first)
        --rounds N        times that each figure is taken (default 3)
        --warm-up S       seconds of load on each before the first figure (default 20)
        --load S          seconds of one closed loop (default 8)
        --rest S          seconds after the large bodies (default 60)
      exit code: 0 measured, 1 failed, 2 used wrongly
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static GatewayOptions parse(List<String> args) {
    GatewayOptions options =
        new GatewayOptions(
            List.of(), 3, Duration.ofSeconds(20), Duration.ofSeconds(8), Duration.ofSeconds(60));
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

  private GatewayOptions with(String option, String value) {
    return switch (option) {
      case "--peers" -> new GatewayOptions(List.of(value.split(",")), rounds, warmUp, load, rest);
      case "--rounds" -> new GatewayOptions(peers, number(option, value, 1), warmUp, load, rest);
      case "--warm-up" -> new GatewayOptions(peers, rounds, seconds(option, value), load, rest);
      case "--load" -> new GatewayOptions(peers, rounds, warmUp, seconds(option, value), rest);
      case "--rest" -> new GatewayOptions(peers, rounds, warmUp, load, seconds(option, value));
      default -> throw new IllegalArgumentException(option + ": no such option");
    };
  }

  private static Duration seconds(String option, String value) {
    return Duration.ofSeconds(number(option, value, 1));
  }

  private static int number(String option, String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the value.
    }
    throw new IllegalArgumentException(
        "%s: %s (expected: a number of at least %d)".formatted(option, value, least));
  }
}
