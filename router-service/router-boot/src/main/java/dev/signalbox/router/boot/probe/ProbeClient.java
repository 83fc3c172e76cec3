package dev.signalbox.router.boot.probe;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** GETs small documents from replicas, on one event loop of its own. */
final class ProbeClient implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_CONNECTIONS_PER_HOST = 4;

  private final LoopResources loop = LoopResources.create("router-probe", 1, true);
  private final ConnectionProvider connections =
      ConnectionProvider.builder("router-probe")
          .maxConnections(MAX_CONNECTIONS_PER_HOST)
          .maxIdleTime(Duration.ofSeconds(20))
          .build();
  private final Scheduler scheduler = Schedulers.fromExecutorService(loop.onClient(true).next());
  private final HttpClient client;

  ProbeClient(Duration timeout) {
    this.client =
        HttpClient.create(connections)
            .runOn(loop)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
            .responseTimeout(timeout)
            .followRedirect(false);
  }

  /**
   * GETs a document.
   *
   * @param secret bearer token to present, or null
   * @return status and body, never empty; errors if there is no answer or it is over 1 MiB.
   *     Cancelling closes the connection
   */
  Mono<Answer> get(URI uri, @Nullable String secret) {
    return client
        .headers(headers -> {
          headers.set(HttpHeaderNames.ACCEPT, "application/json");
          if (secret != null) {
            headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + secret);
          }
        })
        .get()
        .uri(uri)
        .response((response, body) ->
            body.asByteArray()
                .collect(ByteArrayOutputStream::new, ProbeClient::append)
                .map(bytes -> new Answer(response.status().code(), bytes.toByteArray())))
        .single();
  }

  /** The event loop, for what is to come later: nothing of a probe wakes another thread. */
  Scheduler scheduler() {
    return scheduler;
  }

  private static void append(ByteArrayOutputStream collected, byte[] piece) {
    if (collected.size() + piece.length > MAX_BODY_BYTES) {
      throw new IllegalStateException("answer over 1 MiB (expected: a short JSON document)");
    }
    collected.writeBytes(piece);
  }

  @Override
  public void close() {
    connections.dispose();
    loop.dispose();
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body the body as it came
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, byte[] body) {
    boolean ok() {
      return status >= 200 && status < 300;
    }
  }
}
