package dev.signalbox.cli.failure;

import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.store.StoreException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit code. */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int FAILED = 1;

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "signalbox: %s (see ./signalbox%s --help)%n", oneLine(e.getMessage()), path(command));
    return UsageFailure.STATUS;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, ParseResult fullParseResult) {
    PrintWriter err = command.getErr();
    if (e instanceof ConfigRejectedException rejected) {
      rejected.problems().forEach(err::println);
    } else {
      err.println("signalbox: " + oneLine(describe(e)));
    }
    if (wantsTrace(command)) {
      e.printStackTrace(err);
    }
    return e instanceof UsageFailure ? UsageFailure.STATUS : FAILED;
  }

  private static String describe(Exception e) {
    if (e instanceof CommandFailure || e instanceof StoreException) {
      return String.valueOf(e.getMessage());
    }
    return e + " (run again with --verbose for the place)";
  }

  private static boolean wantsTrace(CommandLine command) {
    ParseResult all = rootOf(command).getParseResult();
    for (ParseResult at = all; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      if (at.hasMatchedOption("--verbose")) {
        return true;
      }
    }
    return false;
  }

  private static CommandLine rootOf(CommandLine command) {
    CommandLine root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    return root;
  }

  private static String path(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName(" ");
    int space = name.indexOf(' ');
    return space < 0 ? "" : name.substring(space);
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
