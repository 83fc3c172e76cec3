package dev.signalbox.cli.launch;

import java.time.Duration;

/**
 * Watches the start script while this process plans for it, so that a script that was killed leaves
 * no child behind.
 */
public final class ScriptWatch {
  private static final Duration LOOK = Duration.ofMillis(500);

  private ScriptWatch() {}

  /**
   * Watches until the script is gone or this process ends.
   *
   * @param script the script's process
   * @param gone what to do, once, within a second of its end
   */
  public static void start(ProcessHandle script, Runnable gone) {
    Thread.ofPlatform()
        .daemon()
        .name("script-watch")
        .start(() -> {
          try {
            while (script.isAlive()) {
              Thread.sleep(LOOK);
            }
            gone.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
