package dev.signalbox.bench.chaos;

import dev.signalbox.bench.checkout.Checkout;
import dev.signalbox.bench.instance.Instance;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.fetch.PullProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Starts workers with generated models. */
final class ToyWorkers {
  private static final Path BUILT = Checkout.root().resolve("target/run/worker");
  private static final Path AOT_CACHE = BUILT.resolveSibling("worker.aot");
  private static final Duration READY = Duration.ofMinutes(4);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Path folder;
  private final Path libraries;

  /**
   * @param folder for logs
   */
  ToyWorkers(Path folder) {
    this.folder = folder;
    this.libraries =
        ModelStore.open(StoreHome.ofThisProcess(), System.getenv())
            .engine("cpu", PullProgress.SILENT);
  }

  /**
   * Starts one.
   *
   * @param model its name for requests
   * @param flag for its JVM
   */
  KeptWorker start(String name, String model, Path weights, String flag) {
    int port = Instance.freePort();
    boolean cached = Files.isRegularFile(AOT_CACHE);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            cached ? "-XX:AOTCache=" + AOT_CACHE : "-Xshare:auto",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            flag,
            "-jar",
            jar().toString(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--signalbox.worker.id=" + name,
            "--signalbox.worker.model-id=" + model,
            "--signalbox.worker.model-file=" + weights,
            "--signalbox.worker.library-dir=" + libraries,
            "--signalbox.worker.accelerator=cpu",
            "--signalbox.worker.threads=1",
            "--signalbox.worker.parent-pid=" + ProcessHandle.current().pid());
    return KeptWorker.start(name, command, port, folder.resolve("worker-" + name + ".log"));
  }

  /** Waits until all of them answer. */
  static void awaitReady(List<KeptWorker> workers) throws InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    for (KeptWorker worker : workers) {
      while (!answers(worker)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("a worker does not answer: see " + worker.log());
        }
        Thread.sleep(LOOK);
      }
    }
  }

  private static boolean answers(KeptWorker worker) {
    try {
      return worker.worker().isReady();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Path jar() {
    try (Stream<Path> files = Files.list(BUILT)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(BUILT + " has no worker"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
