package dev.signalbox.cli.verb;

import dev.signalbox.cli.terminal.Narrator;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** What every verb understands. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Standard {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--verbose", description = "Say more, and show where a failure happened.")
  private boolean verbose;

  Narrator narrator(PrintWriter err) {
    return new Narrator(err, Narrator.isTerminal(), verbose);
  }
}
