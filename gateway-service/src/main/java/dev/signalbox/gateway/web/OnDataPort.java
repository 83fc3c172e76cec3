package dev.signalbox.gateway.web;

import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Requests that came in on the data port. The admin port's context stands below the data port's and
 * sees its routes, which are not meant for it.
 */
public final class OnDataPort implements RequestPredicate {
  private final ApplicationContext dataPort;

  /**
   * @param dataPort the context whose requests are meant
   */
  public OnDataPort(ApplicationContext dataPort) {
    this.dataPort = dataPort;
  }

  @Override
  public boolean test(ServerRequest request) {
    return request.exchange().getApplicationContext() == dataPort;
  }
}
