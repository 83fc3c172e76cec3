package dev.signalbox.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Tells a waiting person what happens, on standard error: one line a phase. Details only where they
 * were asked for.
 */
public final class Narrator {
  private final PrintWriter err;
  private final boolean terminal;
  private final boolean verbose;

  /**
   * @param terminal whether a person watches, so that a line may be drawn over
   * @param verbose whether details were asked for
   */
  public Narrator(PrintWriter err, boolean terminal, boolean verbose) {
    this.err = err;
    this.terminal = terminal;
    this.verbose = verbose;
  }

  /** Whether the start script saw a terminal on standard error. */
  public static boolean isTerminal() {
    return Boolean.getBoolean("signalbox.terminal");
  }

  /** Something that takes a while begins, or has come to its end. */
  public void say(String line) {
    err.println("signalbox: " + line);
    err.flush();
  }

  /** Something that matters only when looking closer. */
  public void detail(String line) {
    if (verbose) {
      say(line);
    }
  }

  /** A watcher for pulls, to be closed after them. */
  public PullReport pulls() {
    return new PullReport(this, terminal);
  }

  /** Seconds with one digit. */
  public static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
