package dev.signalbox.cli.launch;

import dev.signalbox.cli.installation.JavaCommand;
import dev.signalbox.cli.process.ChildSpec;
import dev.signalbox.store.StoreHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gateway that is to run.
 *
 * @param options what was asked for
 * @param flags tier to what serves it
 * @param workers the workers behind it
 */
record GatewayProcess(UpOptions options, Map<String, Where> flags, List<WorkerProcess> workers) {

  /** As a child of the supervisor. */
  ChildSpec spec(JavaCommand java, Path logs, long parent) {
    Logs own = new Logs(logs, "gateway");
    List<String> arguments = arguments();
    arguments.add("--signalbox.parent-pid=" + parent);
    arguments.addAll(own.arguments());
    return new ChildSpec("the gateway", java.run(arguments), Map.of(), own.output(), own.log());
  }

  /** By itself, in the place of this process; its log goes to a file as under the supervisor. */
  List<String> standAlone(JavaCommand java, Path logs) {
    List<String> arguments = arguments();
    arguments.addAll(new Logs(logs, "gateway").arguments());
    return java.run(arguments);
  }

  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.address=" + options.host(),
                "--server.port=" + options.port(),
                "--management.server.address=127.0.0.1",
                "--management.server.port=" + options.adminPort(),
                "--signalbox.config.dir=" + options.config(),
                "--signalbox.router.heads-dir=" + StoreHome.ofThisProcess().heads(),
                "--signalbox.feedback.dir=" + StoreHome.ofThisProcess().feedback()));
    flags.forEach((tier, where) -> {
      if (where instanceof Where.Server server) {
        arguments.add("--signalbox.router." + tier + "=" + server.text());
      }
    });
    int replica = 0;
    for (WorkerProcess worker : workers) {
      LocalModel model = worker.model();
      String where = worker.url() + "#" + model.id();
      if (model.tier() == null) {
        arguments.add(
            "--signalbox.router.replicas[%d]=%s=%s".formatted(replica++, model.id(), where));
      } else {
        arguments.add("--signalbox.router." + model.tier() + "=" + where);
      }
    }
    String router = options.router();
    if (router != null) {
      arguments.add("--signalbox.routing.url=" + router);
    }
    return arguments;
  }
}
