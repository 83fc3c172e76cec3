package dev.signalbox.gateway;

import dev.signalbox.gateway.account.AccessLog;
import dev.signalbox.router.api.Router;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole gateway on ports that the system chose, with a router that the test holds. */
public final class RunningGateway implements AutoCloseable {
  private final FixedRouter router = new FixedRouter();
  private final @Nullable ConfigurableApplicationContext context;

  private RunningGateway() {
    context = null;
  }

  private RunningGateway(List<String> properties, @Nullable PrintStream log) {
    List<String> all = new ArrayList<>(properties);
    all.add("server.port=0");
    all.add("management.server.port=0");
    context =
        new SpringApplicationBuilder(GatewayApplication.class)
            .web(WebApplicationType.REACTIVE)
            .initializers((GenericApplicationContext c) -> {
              c.registerBean("fixedRouter", Router.class, () -> router, d -> d.setPrimary(true));
              if (log != null) {
                c.registerBean(
                    "keptLog", AccessLog.class, () -> AccessLog.to(log), d -> d.setPrimary(true));
              }
            })
            .run(all.stream().map(property -> "--" + property).toArray(String[]::new));
  }

  /** Stands for one that has not been started. */
  static RunningGateway none() {
    return new RunningGateway();
  }

  /** Starts it. */
  public static RunningGateway start(String... properties) {
    return new RunningGateway(List.of(properties), null);
  }

  /** Starts it with its access log going elsewhere. */
  static RunningGateway logging(PrintStream log, String... properties) {
    return new RunningGateway(List.of(properties), log);
  }

  public int port() {
    return port("local.server.port");
  }

  public int adminPort() {
    return port("local.management.port");
  }

  private int port(String property) {
    return running().getEnvironment().getRequiredProperty(property, Integer.class);
  }

  public FixedRouter router() {
    return router;
  }

  private ConfigurableApplicationContext running() {
    if (context == null) {
      throw new IllegalStateException("the gateway was not started");
    }
    return context;
  }

  public <T> T bean(Class<T> type) {
    return running().getBean(type);
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }
}
