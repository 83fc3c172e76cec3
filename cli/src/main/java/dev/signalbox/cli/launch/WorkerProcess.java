package dev.signalbox.cli.launch;

import dev.signalbox.cli.installation.JavaCommand;
import dev.signalbox.cli.process.ChildSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A worker that is to run: its model, its port, and the share of the machine that it gets.
 *
 * @param model what it serves
 * @param port where it listens, on loopback; the same over its restarts
 */
record WorkerProcess(LocalModel model, int port) {

  /** The base URL for the router. */
  String url() {
    return "http://127.0.0.1:" + port + "/v1";
  }

  /** What {@code up} says when it starts it; the only place that names its address. */
  String announcement(Engine engine, int threads) {
    return "starting %s on %s with %d thread%s at http://127.0.0.1:%d"
        .formatted(
            model.id(), engine.accelerator().wireName(), threads, threads == 1 ? "" : "s", port);
  }

  /**
   * Threads for each of so many workers. Engines wait for their threads busily: more of them than
   * cores cost tenfold, so the cores but one are shared out, and each worker has at least one.
   */
  static int threads(int cores, int workers) {
    return Math.max(1, (cores - 1) / workers);
  }

  ChildSpec spec(JavaCommand java, Engine engine, int threads, Path logs, long parent) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--signalbox.worker.id=" + model.worker(),
                "--signalbox.worker.model-id=" + model.id(),
                "--signalbox.worker.model-file=" + model.file(),
                "--signalbox.worker.library-dir=" + engine.libraries(),
                "--signalbox.worker.accelerator=" + engine.accelerator().wireName(),
                "--signalbox.worker.threads=" + threads,
                "--signalbox.worker.parent-pid=" + parent));
    arguments.addAll(model.settings().arguments());
    String version = model.version();
    if (version != null) {
      arguments.add("--signalbox.worker.model-version=" + version);
    }
    String name = "worker-" + model.worker().replaceAll("[^A-Za-z0-9._-]", "_");
    Logs own = new Logs(logs, name);
    arguments.addAll(own.arguments());
    Map<String, String> environment = new TreeMap<>(engine.environment());
    // Without it a failed assertion would call a debugger before the process may end.
    environment.put("GGML_NO_BACKTRACE", "1");
    return new ChildSpec(
        "worker " + model.worker(), java.run(arguments), environment, own.output(), own.log());
  }

  /**
   * The engine's libraries.
   *
   * @param libraries the folder
   * @param accelerator what they compute on
   * @param environment what they need to be found
   */
  record Engine(Path libraries, Accelerator accelerator, Map<String, String> environment) {}
}
