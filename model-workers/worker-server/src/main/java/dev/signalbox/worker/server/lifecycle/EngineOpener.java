package dev.signalbox.worker.server.lifecycle;

import dev.signalbox.worker.api.Engine;

/** Opens the engine of this worker's one model. */
@FunctionalInterface
public interface EngineOpener {
  /**
   * Loads the model. May take minutes and may block.
   *
   * @throws RuntimeException if it cannot be loaded; the message is one line fit for an operator
   */
  Engine open();
}
