package dev.signalbox.cli.launch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an expert's file says of its worker; what it leaves open is the worker's own default.
 *
 * @param contextLength tokens that prompt and answer of one request may fill together
 * @param gpuLayers layers to put on the GPU
 * @param slots requests that run at once
 * @param threads threads that compute; without it the worker's share of the cores
 */
record WorkerSettings(
    @Nullable Integer contextLength,
    @Nullable Integer gpuLayers,
    @Nullable Integer slots,
    @Nullable Integer threads) {

  /** Everything is left open. */
  static final WorkerSettings OPEN = new WorkerSettings(null, null, null, null);

  /**
   * Reads them.
   *
   * @param expert an {@code experts/*.yaml}, valid by its schema
   */
  static WorkerSettings of(JsonNode expert) {
    JsonNode local = expert.path("local");
    return new WorkerSettings(
        number(expert.path("context_length")),
        number(local.path("gpu_layers")),
        number(local.path("slots")),
        number(local.path("threads")));
  }

  private static @Nullable Integer number(JsonNode node) {
    return node.isIntegralNumber() ? node.asInt() : null;
  }

  /**
   * Threads that compute.
   *
   * @param share the worker's share of the cores
   */
  int threadsOr(int share) {
    return threads == null ? share : threads;
  }

  /** As the worker's command line has them, but for the threads. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "context-length", contextLength);
    add(arguments, "gpu-layers", gpuLayers);
    add(arguments, "slots", slots);
    return arguments;
  }

  private static void add(List<String> arguments, String name, @Nullable Integer value) {
    if (value != null) {
      arguments.add("--signalbox.worker." + name + "=" + value);
    }
  }
}
