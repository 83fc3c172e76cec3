package dev.signalbox.cli;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.FailureReport;
import dev.signalbox.cli.terminal.StandardOutput;
import dev.signalbox.cli.verb.Ask;
import dev.signalbox.cli.verb.Config;
import dev.signalbox.cli.verb.Down;
import dev.signalbox.cli.verb.Evaluate;
import dev.signalbox.cli.verb.Keys;
import dev.signalbox.cli.verb.Models;
import dev.signalbox.cli.verb.Replay;
import dev.signalbox.cli.verb.Route;
import dev.signalbox.cli.verb.Score;
import dev.signalbox.cli.verb.Test;
import dev.signalbox.cli.verb.Train;
import dev.signalbox.cli.verb.Up;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The command {@code ./signalbox}. */
@Command(
    name = "signalbox",
    description = {
      "A model gateway that judges how hard each request is and routes it to the expert that is",
      "good enough. Start with: ./signalbox up"
    })
public final class Signalbox {
  private static final List<Class<?>> VERBS =
      List.of(
          Up.class,
          Down.class,
          Ask.class,
          Route.class,
          Models.class,
          Keys.class,
          Config.class,
          Score.class,
          Train.class,
          Evaluate.class,
          Replay.class,
          Test.class);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.LOCAL,
      description = "Show this help.")
  private boolean help;

  private Signalbox() {}

  /** Runs one verb; the exit code is 0, 1 (failed) or 2 (used wrongly). */
  public static void main(String[] arguments) {
    System.exit(commandLine(arguments.length == 0 ? "" : arguments[0]).execute(arguments));
  }

  /** The whole command line, ready to execute. */
  public static CommandLine commandLine() {
    return commandLine("");
  }

  /**
   * As much of the command line as a run needs: to read the options of every verb takes a while,
   * and {@code up} is waited for.
   *
   * @param first the first argument; if it names a verb, only that one is known
   */
  private static CommandLine commandLine(String first) {
    FailureReport report = new FailureReport();
    CommandLine line = new CommandLine(new Signalbox());
    List<Class<?>> named = VERBS.stream().filter(verb -> name(verb).equals(first)).toList();
    (named.isEmpty() ? VERBS : named).forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Signalbox::runAndPrint)
        .setParameterExceptionHandler(report)
        .setExecutionExceptionHandler(report);
  }

  /** Who prints into a full disk or a closed pipe has not done what was asked. */
  private static int runAndPrint(ParseResult parsed) {
    int status = new CommandLine.RunLast().execute(parsed);
    CommandLine ran = parsed.asCommandLineList().getLast();
    if (status == 0) {
      try {
        StandardOutput.requireWritten(ran.getOut());
      } catch (CommandFailure e) {
        throw new ExecutionException(ran, String.valueOf(e.getMessage()), e);
      }
    }
    return status;
  }

  private static String name(Class<?> verb) {
    return verb.getAnnotation(Command.class).name();
  }
}
