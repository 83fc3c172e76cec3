package dev.signalbox.worker.server.openai;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Gives every request an id, the client's if it sent a sound one, and tells it in {@code
 * x-request-id}. At debug level, one line for each request that ended; never its content.
 */
public final class RequestIds implements WebFilter {
  static final String HEADER = "x-request-id";

  private static final Logger log = LoggerFactory.getLogger("dev.signalbox.worker.access");
  private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final Supplier<String> ids;

  /**
   * @param ids gives an id where the client gave none
   */
  public RequestIds(Supplier<String> ids) {
    this.ids = ids;
  }

  /** The id of a request that passed this filter. */
  static String of(ServerWebExchange exchange) {
    return String.valueOf(exchange.getResponse().getHeaders().getFirst(HEADER));
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String sent = exchange.getRequest().getHeaders().getFirst(HEADER);
    String id = sent != null && SOUND.matcher(sent).matches() ? sent : ids.get();
    exchange.getResponse().getHeaders().set(HEADER, id);
    Mono<Void> answered = chain.filter(exchange);
    return log.isDebugEnabled() ? answered.doFinally(end -> line(exchange, id, end)) : answered;
  }

  private static void line(ServerWebExchange exchange, String id, SignalType end) {
    ServerHttpRequest request = exchange.getRequest();
    log.debug(
        "{} {} {} status={} end={}",
        id,
        request.getMethod(),
        request.getPath().value(),
        exchange.getResponse().getStatusCode(),
        end);
  }
}
