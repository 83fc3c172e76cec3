package dev.signalbox.it.rig;

import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Signalbox;

/**
 * {@code ./signalbox up --models toy}: the real engine on generated models, shared by the tests of
 * a run that do no harm to it.
 *
 * @param up the supervisor, with the gateway's ports
 */
public record ToyRig(Server up) implements AutoCloseable {
  /** Locked by tests that count on what lies in the cache, and by those that fill it. */
  public static final String PREFIX_CACHE = "prefix cache of the toy rig";

  static ToyRig start() {
    return new ToyRig(Signalbox.up("--models", "toy"));
  }

  @Override
  public void close() {
    up.close();
  }
}
