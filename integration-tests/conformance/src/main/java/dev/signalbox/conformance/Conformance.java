package dev.signalbox.conformance;

import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code conformance/run}. */
@Command(
    name = "run",
    description = {
      "Tries every promise on the OpenAI-compatible gateway at URL, whose only upstream must be",
      "http://127.0.0.1:N/v1, model m. With --table it prints one table of kept verdicts instead.",
      "Exit code: 0 all kept, 1 broken promises, 2 used wrongly."
    })
public final class Conformance implements Callable<Integer> {
  private static final int WIDTH = 120;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "URL",
      description = "The gateway, http://host:port/v1.")
  private @Nullable String url;

  @Option(
      names = "--upstream-port",
      paramLabel = "N",
      description = "Where the scripted upstream listens.")
  private @Nullable Integer upstreamPort;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "m",
      description = "What to write in \"model\" (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--header",
      paramLabel = "'K: V'",
      description = "Header for each request, may be repeated.")
  private List<String> headers = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "gateway",
      description = "Head of the report's column (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(names = "--only", paramLabel = "ID", split = ",", description = "Only these promises.")
  private List<String> only = List.of();

  @Option(
      names = "--first-token",
      paramLabel = "S",
      converter = Seconds.class,
      description = "The gateway gives up a silent upstream after S seconds.")
  private @Nullable Duration firstToken;

  @Option(
      names = "--keep-alive",
      paramLabel = "S",
      converter = Seconds.class,
      description = "The gateway sends comments after S seconds of waiting.")
  private @Nullable Duration keepAlive;

  @Option(
      names = "--read",
      paramLabel = "S",
      converter = Seconds.class,
      description = "The gateway gives up a request that takes longer to come than S seconds.")
  private @Nullable Duration read;

  @Option(
      names = "--patience",
      paramLabel = "S",
      converter = Seconds.class,
      defaultValue = "10",
      description = "How long the client waits (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ZERO;

  @Option(names = "--output", paramLabel = "FILE", description = "Keeps the verdicts as JSON.")
  private @Nullable Path output;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Prints one table of the verdicts kept by --output.")
  private List<Path> table = List.of();

  private Conformance() {}

  /** Runs and exits: 0 all kept, 1 broken promises, 2 used wrongly. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Conformance());
    line.setUsageHelpWidth(WIDTH);
    line.setParameterExceptionHandler((e, args) -> {
      line.getErr().println("conformance: " + e.getMessage() + "; try --help");
      return CommandLine.ExitCode.USAGE;
    });
    line.setExecutionExceptionHandler((e, command, all) -> {
      command.getErr().println("conformance: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    });
    return line;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return table.isEmpty() ? trial() : printTable();
  }

  private int trial() throws IOException, InterruptedException {
    Target target = target();
    List<Promise> promises = chosen();
    Limits limits =
        new Limits(
            patience,
            Optional.ofNullable(firstToken),
            Optional.ofNullable(keepAlive),
            Optional.ofNullable(read));
    try (ScriptedUpstream upstream = ScriptedUpstream.start(port())) {
      Trial trial = new Trial(new Stage(target, upstream, limits));
      List<Verdict> verdicts = trial.of(promises, Conformance::progress);
      Report report = Report.of(name, verdicts);
      System.out.println(report.markdown());
      if (output != null) {
        Files.writeString(output, JsonMapper.shared().writeValueAsString(new Kept(name, verdicts)));
      }
      return report.broken() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private Target target() {
    if (url == null) {
      throw wrong("the gateway's URL is missing");
    }
    try {
      return Target.of(url, model, headers);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private int port() {
    if (upstreamPort == null) {
      throw wrong("--upstream-port: missing");
    }
    return upstreamPort;
  }

  private int printTable() throws IOException {
    SequencedMap<String, List<Verdict>> gateways = new LinkedHashMap<>();
    for (Path file : table) {
      Kept kept = JsonMapper.shared().readValue(Files.readString(file), new TypeReference<>() {});
      gateways.put(kept.gateway(), kept.verdicts());
    }
    System.out.println(new Report(gateways).markdown());
    return CommandLine.ExitCode.OK;
  }

  private List<Promise> chosen() {
    List<String> ids = Promises.all().stream().map(Promise::id).toList();
    for (String id : only) {
      if (!ids.contains(id)) {
        throw wrong("--only: %s (expected: some of %s)".formatted(id, String.join(", ", ids)));
      }
    }
    return Promises.all().stream()
        .filter(promise -> only.isEmpty() || only.contains(promise.id()))
        .toList();
  }

  private ParameterException wrong(@Nullable String message) {
    if (spec == null) {
      throw new IllegalStateException("not run by its command line");
    }
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }

  private static void progress(Verdict verdict) {
    System.err.printf("%-10s %-28s %s%n", verdict.outcome(), verdict.promise(), verdict.seen());
  }

  /** The verdicts on one gateway, as they are kept in a file. */
  record Kept(String gateway, List<Verdict> verdicts) {}

  /** A time in seconds, fractions included. */
  static final class Seconds implements CommandLine.ITypeConverter<Duration> {
    private static final int MILLIS = 1000;

    @Override
    public Duration convert(String value) {
      try {
        return Duration.ofMillis(Math.round(Double.parseDouble(value) * MILLIS));
      } catch (NumberFormatException e) {
        throw new CommandLine.TypeConversionException(value + " (expected: seconds)");
      }
    }
  }
}
