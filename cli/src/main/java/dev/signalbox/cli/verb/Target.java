package dev.signalbox.cli.verb;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.UsageFailure;
import dev.signalbox.cli.gateway.GatewayClient;
import dev.signalbox.cli.instance.InstanceFiles;
import dev.signalbox.cli.instance.RunningInstance;
import dev.signalbox.store.StoreHome;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway to ask. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Target {
  private static final int DEFAULT_ADMIN_PORT = 8081;
  private static final int HIGHEST_PORT = 65_535;

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
    return new GatewayClient("http://127.0.0.1:" + adminPort(url, alive()), null);
  }

  /**
   * The admin port of a gateway on this machine.
   *
   * @param url the gateway's address; null for the only one
   * @param alive those that run
   */
  static int adminPort(@Nullable String url, List<RunningInstance> alive) {
    if (url == null) {
      RunningInstance only = only(alive);
      return only == null ? DEFAULT_ADMIN_PORT : only.adminPort();
    }
    URI address = checked(url);
    return alive.stream()
        .filter(instance -> instance.isAt(address))
        .findFirst()
        .orElseThrow(() -> notHere(url, alive))
        .adminPort();
  }

  private String address() {
    if (url != null) {
      return checked(url).toString();
    }
    RunningInstance only = only(alive());
    return only == null ? "http://127.0.0.1:8080" : only.url();
  }

  /** An address without the path that other clients want to have in it. */
  private static URI checked(String url) {
    URI uri;
    try {
      uri = URI.create(url.replaceFirst("(/v1)?/?$", ""));
    } catch (IllegalArgumentException e) {
      throw malformed(url, e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!List.of("http", "https").contains(scheme)
        || uri.getHost() == null
        || uri.getPort() > HIGHEST_PORT) {
      throw malformed(url, null);
    }
    return uri;
  }

  private static UsageFailure malformed(String url, @Nullable Throwable cause) {
    return new UsageFailure("--url: " + url + " (expected: http://host:port)", cause);
  }

  private static CommandFailure notHere(String url, List<RunningInstance> alive) {
    String known = alive.isEmpty() ? "; start it by ./signalbox up" : ", " + urls(alive, " or ");
    return new CommandFailure(
        "--url: "
            + url
            + " (expected for the admin port: a gateway that runs on this machine"
            + known
            + ")");
  }

  private static List<RunningInstance> alive() {
    return new InstanceFiles(StoreHome.ofThisProcess().run()).alive();
  }

  private static @Nullable RunningInstance only(List<RunningInstance> alive) {
    if (alive.size() > 1) {
      throw new CommandFailure(
          "several are running: choose one by --url " + urls(alive, " or --url "));
    }
    return alive.isEmpty() ? null : alive.getFirst();
  }

  private static String urls(List<RunningInstance> alive, String or) {
    return alive.stream().map(RunningInstance::url).collect(Collectors.joining(or));
  }
}
