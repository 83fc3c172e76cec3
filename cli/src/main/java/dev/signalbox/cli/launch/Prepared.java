package dev.signalbox.cli.launch;

import dev.signalbox.config.ConfigSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is needed to start, checked and on this machine.
 *
 * @param config the configuration, valid
 * @param workers one for each local model; may be empty
 * @param engineOrNull the engine of the workers; null without workers
 * @param gateway the gateway before them
 */
record Prepared(
    ConfigSnapshot config,
    List<WorkerProcess> workers,
    WorkerProcess.@Nullable Engine engineOrNull,
    GatewayProcess gateway) {

  /** The engine of the workers; only where there are any. */
  WorkerProcess.Engine engine() {
    if (engineOrNull == null) {
      throw new IllegalStateException("no worker, no engine");
    }
    return engineOrNull;
  }
}
