package dev.signalbox.cli.verb;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.gateway.GatewayClient;
import dev.signalbox.cli.instance.InstanceFiles;
import dev.signalbox.cli.instance.RunningInstance;
import dev.signalbox.store.StoreHome;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway to ask. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Target {
  private static final int DEFAULT_ADMIN_PORT = 8081;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The gateway's address; without it the one that runs on this machine.")
  private @Nullable String url;

  GatewayClient client() {
    String key = System.getenv("SIGNALBOX_API_KEY");
    return new GatewayClient(address(), key == null || key.isBlank() ? null : key);
  }

  /** The admin port of the gateway that runs on this machine; it is on loopback alone. */
  GatewayClient admin() {
    if (url != null) {
      throw new CommandFailure(
          "the admin port is known of the gateway on this machine: leave out --url");
    }
    RunningInstance instance = running();
    int port = instance == null ? DEFAULT_ADMIN_PORT : instance.adminPort();
    return new GatewayClient("http://127.0.0.1:" + port, null);
  }

  private String address() {
    if (url != null) {
      return url.replaceFirst("(/v1)?/?$", "");
    }
    RunningInstance instance = running();
    return instance == null ? "http://127.0.0.1:8080" : instance.url();
  }

  private static @Nullable RunningInstance running() {
    List<RunningInstance> running = new InstanceFiles(StoreHome.ofThisProcess().run()).alive();
    if (running.size() > 1) {
      throw new CommandFailure(
          "several are running: choose one by --url "
              + running.stream()
                  .map(RunningInstance::url)
                  .collect(Collectors.joining(" or --url ")));
    }
    return running.isEmpty() ? null : running.getFirst();
  }
}
