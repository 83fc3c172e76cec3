package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.server.openai.answer.ErrorJson;
import dev.signalbox.worker.server.openai.error.ApiException;
import dev.signalbox.worker.server.openai.error.ErrorMapping;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Answers every request that failed, in OpenAI's shape. */
public final class ErrorAnswer implements WebExceptionHandler, Ordered {

  /** Before the framework's own. */
  @Override
  public int getOrder() {
    return -2;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    ServerHttpResponse response = exchange.getResponse();
    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
      return Mono.empty();
    }
    if (response.isCommitted()) {
      return error instanceof BrokenStreamException ? cut(response) : Mono.error(error);
    }
    return write(response, ErrorMapping.toApi(error));
  }

  private static Mono<Void> write(ServerHttpResponse response, ApiException error) {
    byte[] body = ErrorJson.body(error);
    HttpHeaders headers = response.getHeaders();
    headers.remove(HttpHeaders.CACHE_CONTROL);
    headers.setContentType(MediaType.APPLICATION_JSON);
    headers.setContentLength(body.length);
    if (error.retryAfter() != null) {
      headers.set(
          HttpHeaders.RETRY_AFTER,
          Long.toString(Math.max(1, error.retryAfter().plusMillis(999).toSeconds())));
    }
    response.setStatusCode(error.status());
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  /** Ends the connection after what was written, without the chunk that would end the answer. */
  private static Mono<Void> cut(ServerHttpResponse response) {
    HttpServerResponse connection = ServerHttpResponseDecorator.getNativeResponse(response);
    return Mono.fromRunnable(() ->
            connection.withConnection(c ->
                c.channel()
                    .writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(ChannelFutureListener.CLOSE)))
        .then(Mono.never());
  }
}
