package dev.signalbox.bench.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Runs one benchmark. */
@Command(
    name = "run",
    description = "Measures Signalbox on this machine. Exit code: 0, 1 failed, 2 used wrongly.",
    subcommands = {
      EngineCommand.class,
      PrefixCommand.class,
      DecisionCommand.class,
      GatewayCommand.class,
      SoakCommand.class,
      ChaosCommand.class,
      PairCommand.class
    })
public final class Bench {
  private static final int WIDTH = 120;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  private Bench() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    Complaints complaints = new Complaints();
    return new CommandLine(new Bench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(WIDTH)
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints);
  }
}
