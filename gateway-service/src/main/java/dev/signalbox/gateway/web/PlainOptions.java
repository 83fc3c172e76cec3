package dev.signalbox.gateway.web;

import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers a browser that asks whether another origin may call as any other OPTIONS is answered: no
 * origin may. WebFlux answers it before any route, with an empty 200 and unlogged. The admin port,
 * whose context stands below the data port's and sees this filter, is left alone.
 */
public final class PlainOptions implements WebFilter {
  private final ApplicationContext dataPort;

  /**
   * @param dataPort the context whose requests are meant
   */
  public PlainOptions(ApplicationContext dataPort) {
    this.dataPort = dataPort;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return exchange.getApplicationContext() == dataPort
            && CorsUtils.isPreFlightRequest(exchange.getRequest())
        ? chain.filter(
            exchange
                .mutate()
                .request(request ->
                    request.headers(
                        headers -> headers.remove(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)))
                .build())
        : chain.filter(exchange);
  }
}
