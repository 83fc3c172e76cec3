package dev.signalbox.it.process;

import java.nio.file.Path;

/** Builds a gateway process. */
public final class Gateway {
  private final Arguments arguments = new Arguments();
  private final int port = Ports.free();
  private final int adminPort = Ports.free();

  private Gateway() {
    set("signalbox.parent-pid", Long.toString(ProcessHandle.current().pid()));
  }

  /** A gateway in front of nothing yet. */
  public static Gateway create() {
    return new Gateway();
  }

  /** The tier small, e.g. {@code http://127.0.0.1:9000/v1#m}. */
  public Gateway small(String where) {
    return set("signalbox.router.small", where);
  }

  /** The tier large. */
  public Gateway large(String where) {
    return set("signalbox.router.large", where);
  }

  /** The folder of its configuration. */
  public Gateway config(Path folder) {
    return set("signalbox.config.dir", folder.toString());
  }

  /** The router behind a URL, in place of the one in its own process. */
  public Gateway router(String url) {
    return set("signalbox.routing.url", url);
  }

  /** Sets any property. */
  public Gateway set(String property, String value) {
    arguments.set(property, value);
    return this;
  }

  /** Starts it and waits until it is ready. */
  public Server start() {
    set("server.address", "127.0.0.1");
    set("server.port", Integer.toString(port));
    set("management.server.port", Integer.toString(adminPort));
    return Server.start(
        "gateway",
        Checkout.jar("gateway-service"),
        arguments.line(),
        port,
        adminPort,
        "/actuator/health/readiness");
  }
}
