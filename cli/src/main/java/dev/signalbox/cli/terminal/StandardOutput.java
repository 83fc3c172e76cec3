package dev.signalbox.cli.terminal;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.PrintWriter;

/** Whether what was printed has reached somebody: printing itself never fails. */
public final class StandardOutput {

  private StandardOutput() {}

  /**
   * Writes out what was printed.
   *
   * @throws CommandFailure if some of it is lost
   */
  public static void requireWritten(PrintWriter out) {
    // the writer does not ask the stream below it, which keeps failures to itself
    if (out.checkError() || System.out.checkError()) {
      throw new CommandFailure(
          "standard output cannot be written: see that the disk has room and the reader stays");
    }
  }
}
