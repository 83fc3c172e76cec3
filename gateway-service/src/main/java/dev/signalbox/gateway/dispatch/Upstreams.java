package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.Placement;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * The HTTP connections to upstreams. Each event loop has a pool of its own for each origin, so that
 * both sides of a request run on one thread and nothing is handed over. Redirects are not followed:
 * only what the operator configured is called.
 */
public final class Upstreams implements AutoCloseable {
  private static final int CONNECTIONS_PER_POOL = 16_384;
  private static final int KEPT_TARGETS = 1_024;

  private final DispatchProperties properties;
  private final CredentialSource credentials;
  private final LoopResources loops;
  private final Queue<ConnectionProvider> pools = new ConcurrentLinkedQueue<>();
  private final FastThreadLocal<Targets> targets =
      new FastThreadLocal<>() {
        @Override
        protected Targets initialValue() {
          return new Targets(client());
        }
      };

  public Upstreams(
      DispatchProperties properties, CredentialSource credentials, LoopResources loops) {
    this.properties = properties;
    this.credentials = credentials;
    this.loops = loops;
  }

  /**
   * Posts to a placement. Nothing happens before subscription.
   *
   * @param path below the placement's base URL
   * @param body makes the body that is sent; it is released whatever happens
   * @param receive takes the answer from its headers on, and ends the connection's use
   * @return what {@code receive} makes of the answer. Errors with {@link UpstreamException} where
   *     no answer began. Cancelling closes the connection.
   */
  <T> Mono<T> post(
      Placement placement,
      String path,
      UpstreamHeaders headers,
      Function<io.netty.buffer.ByteBufAllocator, ByteBuf> body,
      BiFunction<HttpClientResponse, Connection, Publisher<T>> receive) {
    String authorization = null;
    if (placement.credential() != null) {
      String secret = credentials.secret(placement.credential());
      if (secret == null) {
        return Mono.error(
            UpstreamException.misconfigured(
                "credential " + placement.credential() + " is not set or not readable"));
      }
      authorization = "Bearer " + secret;
    }
    String bearer = authorization;
    Flux<T> answer =
        targets
            .get()
            .sender(placement, path)
            .send((request, out) -> {
              headers.writeTo(request.requestHeaders());
              if (bearer != null) {
                request.requestHeaders().set(HttpHeaderNames.AUTHORIZATION, bearer);
              }
              return out.sendObject(body.apply(out.alloc()));
            })
            .responseConnection(receive);
    return Mono.fromDirect(answer);
  }

  private HttpClient client() {
    ConnectionProvider pool =
        ConnectionProvider.builder("upstream")
            .maxConnections(CONNECTIONS_PER_POOL)
            .pendingAcquireMaxCount(-1)
            .pendingAcquireTimeout(properties.connectTimeout())
            .maxIdleTime(properties.poolIdle())
            .evictInBackground(properties.poolIdle().dividedBy(2))
            .lifo()
            .build();
    pools.add(pool);
    return HttpClient.create(pool)
        .runOn(loops)
        .disableRetry(false)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            Math.toIntExact(properties.connectTimeout().toMillis()))
        .option(ChannelOption.TCP_NODELAY, true)
        .doOnChannelInit((observer, channel, address) -> {
          if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
            channel
                .pipeline()
                .addBefore(NettyPipeline.ReactiveBridge, InterimAnswers.NAME, new InterimAnswers());
          }
        })
        .headers(headers ->
            headers
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.USER_AGENT, "signalbox"));
  }

  /** Closes the pools; calls under way end with an error. */
  @Override
  public void close() {
    ConnectionProvider pool = pools.poll();
    while (pool != null) {
      pool.dispose();
      pool = pools.poll();
    }
  }

  /** The prepared requests of one event loop, by address: building one costs, sending does not. */
  private static final class Targets {
    private final HttpClient client;
    private final Map<Target, HttpClient.RequestSender> senders = new HashMap<>();

    Targets(HttpClient client) {
      this.client = client;
    }

    HttpClient.RequestSender sender(Placement placement, String path) {
      Target target = new Target(placement.baseUrl(), path, placement.http2());
      HttpClient.@Nullable RequestSender sender = senders.get(target);
      if (sender == null) {
        if (senders.size() >= KEPT_TARGETS) {
          senders.clear();
        }
        sender = target.over(client).post().uri(target.uri());
        senders.put(target, sender);
      }
      return sender;
    }
  }

  private record Target(URI baseUrl, String path, boolean http2) {
    /** The client that speaks the server's protocol. */
    HttpClient over(HttpClient client) {
      if (!http2) {
        return client;
      }
      boolean tls = "https".equalsIgnoreCase(baseUrl.getScheme());
      return client
          .protocol(tls ? HttpProtocol.H2 : HttpProtocol.H2C)
          .doOnRequest((request, stream) ->
              stream.addHandlerLast(InterimAnswers.NAME, new InterimAnswers()));
    }

    URI uri() {
      String base = baseUrl.toString();
      String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
      return URI.create(trimmed + path);
    }
  }
}
