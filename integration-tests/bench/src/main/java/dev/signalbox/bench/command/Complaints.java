package dev.signalbox.bench.command;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line what is wrong. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int USED_WRONGLY = 2;

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    e.getCommandLine().getErr().println("bench: " + e.getMessage() + "; --help says more");
    return USED_WRONGLY;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult all) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
    command.getErr().println("bench: " + e.getMessage());
    return e instanceof IllegalArgumentException ? USED_WRONGLY : FAILED;
  }
}
