package dev.signalbox.it.process;

import java.nio.file.Path;

/** Builds a router process. */
public final class RouterServer {
  private final Arguments arguments = new Arguments();
  private final int port = Ports.free();

  private RouterServer() {
    set("signalbox.parent-pid", Long.toString(ProcessHandle.current().pid()));
  }

  /** A router that knows nothing yet. */
  public static RouterServer create() {
    return new RouterServer();
  }

  /** The folder of its configuration. */
  public RouterServer config(Path folder) {
    return set("signalbox.config.dir", folder.toString());
  }

  /** Sets any property, e.g. {@code signalbox.router.small}. */
  public RouterServer set(String property, String value) {
    arguments.set(property, value);
    return this;
  }

  /** Starts it and waits until it is ready. */
  public Server start() {
    set("server.address", "127.0.0.1");
    set("server.port", Integer.toString(port));
    return Server.start(
        "router",
        Checkout.jar("router-service/router-server"),
        arguments.line(),
        port,
        port,
        "/actuator/health/readiness");
  }
}
