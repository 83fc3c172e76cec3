package dev.signalbox.it.process;

import java.nio.file.Path;

/** Builds a worker process. */
public final class Worker {
  private final String id;
  private final Arguments arguments = new Arguments();
  private int port = Ports.free();

  private Worker(String id, String model) {
    this.id = id;
    set("signalbox.worker.id", id);
    set("signalbox.worker.model-id", model);
    set("signalbox.worker.parent-pid", Long.toString(ProcessHandle.current().pid()));
  }

  /** A worker whose engine computes nothing, with the model name {@code model}. */
  public static Worker simulated(String model) {
    return new Worker(model, model).set("signalbox.worker.engine", "sim");
  }

  /**
   * A worker on llama.cpp.
   *
   * @param file GGUF file
   * @param libraries folder with the engine's libraries
   */
  public static Worker llama(String model, Path file, Path libraries) {
    return new Worker(model, model)
        .set("signalbox.worker.model-file", file.toString())
        .set("signalbox.worker.library-dir", libraries.toString())
        .set("signalbox.worker.accelerator", "cpu");
  }

  /** Sets any property. */
  public Worker set(String property, String value) {
    arguments.set(property, value);
    return this;
  }

  /** Serves on {@code port}, where another one served before, say. */
  public Worker port(int port) {
    this.port = port;
    return this;
  }

  /** Starts it and waits until it is ready. */
  public Server start() {
    set("server.address", "127.0.0.1");
    set("server.port", Integer.toString(port));
    return Server.start(
        "worker-" + id,
        Checkout.jar("model-workers/worker-server"),
        arguments.line(),
        port,
        port,
        "/health");
  }
}
