package dev.signalbox.cli.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model that a worker on this machine is to serve.
 *
 * @param id the expert's id, and the model's name at the worker
 * @param tier the tier that a flag gave it to; null if the configuration says what it fills
 * @param file its weights
 * @param version exact weights, {@code sha256:} and the digest; null if the worker is to say
 * @param settings what its worker is to be started with
 */
record LocalModel(
    String id,
    @Nullable String tier,
    Path file,
    @Nullable String version,
    WorkerSettings settings) {

  /** The worker's name: unique among the workers of one instance. */
  String worker() {
    return tier == null ? id : tier;
  }
}
