package dev.signalbox.conformance;

import dev.signalbox.conformance.client.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param target the gateway
 * @param upstreamPort where the scripted upstream listens
 * @param name column head in the report
 * @param limits times
 * @param only ids of promises to try; empty for all
 * @param output file for the verdicts as JSON, if any
 */
record Options(
    Target target,
    int upstreamPort,
    String name,
    Limits limits,
    List<String> only,
    Optional<Path> output) {

  static final String USAGE =
      """
      usage: run URL --upstream-port N [options]
             run --table FILE.json...          one table of the verdicts kept by --output

      Tries every promise on the OpenAI-compatible gateway at URL (http://host:port/v1), whose only
      upstream must be http://127.0.0.1:N/v1, model m.

        --upstream-port N    where the scripted upstream listens
        --model NAME         what to write in "model" (default m)
        --header 'K: V'      header for each request, may be repeated
        --name NAME          head of the report's column
        --only ID[,ID]       only these promises
        --first-token S      the gateway gives up a silent upstream after S seconds
        --keep-alive S       the gateway sends comments after S seconds of waiting
        --read S             the gateway gives up a request that takes longer to come than S seconds
        --patience S         how long the client waits (default 10)
        --output FILE        keep the verdicts as JSON
      exit code: 0 all kept, 1 broken promises, 2 used wrongly
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static Options parse(List<String> args) {
    Deque<String> rest = new ArrayDeque<>(args);
    String url = rest.isEmpty() ? "" : rest.pop();
    String model = "m";
    String name = "gateway";
    int port = 0;
    Duration patience = Duration.ofSeconds(10);
    Optional<Duration> firstToken = Optional.empty();
    Optional<Duration> keepAlive = Optional.empty();
    Optional<Duration> read = Optional.empty();
    Optional<Path> output = Optional.empty();
    List<String> headers = new ArrayList<>();
    List<String> only = new ArrayList<>();
    while (!rest.isEmpty()) {
      String option = rest.pop();
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(option + ": a value is missing");
      }
      String value = rest.pop();
      switch (option) {
        case "--upstream-port" -> port = Integer.parseInt(value);
        case "--model" -> model = value;
        case "--header" -> headers.add(value);
        case "--name" -> name = value;
        case "--only" -> only.addAll(List.of(value.split(",")));
        case "--first-token" -> firstToken = Optional.of(seconds(value));
        case "--keep-alive" -> keepAlive = Optional.of(seconds(value));
        case "--read" -> read = Optional.of(seconds(value));
        case "--patience" -> patience = seconds(value);
        case "--output" -> output = Optional.of(Path.of(value));
        default -> throw new IllegalArgumentException(option + ": no such option");
      }
    }
    if (port == 0) {
      throw new IllegalArgumentException("--upstream-port: missing");
    }
    Limits limits = new Limits(patience, firstToken, keepAlive, read);
    return new Options(Target.of(url, model, headers), port, name, limits, only, output);
  }

  private static Duration seconds(String value) {
    return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
  }
}
