package dev.signalbox.it.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code ./signalbox} of this checkout. */
public final class Signalbox {
  private static final Duration READY = Duration.ofMinutes(5);
  private static final Duration VERB = Duration.ofMinutes(3);

  private static final Object FIRST = new Object();
  private static boolean prepared;

  private Signalbox() {}

  /** A verb that ends by itself: what it printed, and its exit code. */
  public static Ended run(String... arguments) {
    try (Launched launched = launch(arguments[0], List.of(arguments))) {
      int exit = launched.exitCode(VERB);
      return new Ended(exit, launched.output());
    }
  }

  /** {@code up} with these flags, on ports that the system chose; waits for its ready line. */
  public static Server up(String... flags) {
    synchronized (FIRST) {
      if (!prepared) { // the first one makes what the others find: models, ahead-of-time caches
        Server first = start(flags);
        prepared = true;
        return first;
      }
    }
    return start(flags);
  }

  /** {@code up} with these flags, on ports that the system chose; does not wait for anything. */
  public static Launched starting(String... flags) {
    return launchUp(Ports.free(), Ports.free(), flags);
  }

  private static Server start(String... flags) {
    int port = Ports.free();
    int adminPort = Ports.free();
    Launched launched = launchUp(port, adminPort, flags);
    try {
      launched.await(
          "the ready line", () -> launched.output().contains("signalbox is ready on"), READY);
    } catch (IllegalStateException e) {
      launched.close();
      throw e;
    }
    return new Server(launched, port, adminPort);
  }

  private static Launched launchUp(int port, int adminPort, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("up"));
    arguments.addAll(List.of(flags));
    arguments.addAll(
        List.of("--port", Integer.toString(port), "--admin-port", Integer.toString(adminPort)));
    return launch("up", arguments);
  }

  private static Launched launch(String name, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("signalbox").toString());
    command.addAll(arguments);
    return Launched.start("signalbox-" + name, command, Map.of());
  }

  /**
   * A verb that ended.
   *
   * @param exitCode 0, 1 or 2
   * @param output standard output and errors together
   */
  public record Ended(int exitCode, String output) {}
}
