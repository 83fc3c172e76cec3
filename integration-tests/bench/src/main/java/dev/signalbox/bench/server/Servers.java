package dev.signalbox.bench.server;

import dev.signalbox.bench.checkout.Checkout;
import dev.signalbox.bench.model.BenchModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Starts the product's servers out of the checkout that was built. */
public final class Servers {

  private Servers() {}

  /** A worker that serves a model with its CPU. */
  public static ServerProcess worker(BenchModel model, int threads, int slots, int context) {
    int port = ServerProcess.freePort();
    return ServerProcess.start(
        "worker",
        jar("model-workers/worker-server"),
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--signalbox.worker.id=bench",
            "--signalbox.worker.model-id=" + model.name(),
            "--signalbox.worker.model-file=" + model.file(),
            "--signalbox.worker.library-dir=" + model.libraries(),
            "--signalbox.worker.accelerator=cpu",
            "--signalbox.worker.threads=" + threads,
            "--signalbox.worker.slots=" + slots,
            "--signalbox.worker.context-length=" + context,
            "--signalbox.worker.parent-pid=" + ProcessHandle.current().pid()),
        port,
        port,
        "/health");
  }

  /** A gateway with its router before one worker. */
  public static ServerProcess gateway(BenchModel model, ServerProcess worker) {
    int port = ServerProcess.freePort();
    int adminPort = ServerProcess.freePort();
    String where = "http://127.0.0.1:%d/v1#%s".formatted(worker.port(), model.name());
    return ServerProcess.start(
        "gateway",
        jar("gateway-service"),
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--management.server.port=" + adminPort,
            "--signalbox.router.small=" + where,
            "--signalbox.parent-pid=" + ProcessHandle.current().pid()),
        port,
        adminPort,
        "/actuator/health/readiness");
  }

  private static Path jar(String module) {
    try (Stream<Path> files = Files.list(Checkout.root().resolve(module).resolve("target"))) {
      return files
          .filter(file -> file.toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(module + " was not built"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
