package dev.signalbox.cli.lab;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import dev.signalbox.router.lab.data.BadInputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs the lab and says its failures as the command line does. */
public final class LabCall {
  private LabCall() {}

  /** Runs an action; what is wrong with its input becomes one line. */
  public static Integer run(Callable<Integer> action) throws Exception {
    try {
      return action.call();
    } catch (BadInputException | MalformedModelException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(e.getFile() + " does not exist", e);
    } catch (IOException e) {
      throw new CommandFailure("reading or writing failed: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses options that would do nothing: better than to let somebody believe that they did.
   *
   * @param why what they do not go with, and what to do instead
   * @throws ParameterException if one of them was given
   */
  public static void refuse(CommandLine command, String why, String... options) {
    for (String option : options) {
      if (command.getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(command, option + ": " + why);
      }
    }
  }

  /** Checks a tenant's id. */
  public static String tenant(CommandLine command, String tenant) {
    if (!tenant.matches("[a-z0-9-]{1,64}")) {
      throw new ParameterException(
          command, "--tenant: " + tenant + " (expected: 1 to 64 of a-z, 0-9 and -)");
    }
    return tenant;
  }
}
