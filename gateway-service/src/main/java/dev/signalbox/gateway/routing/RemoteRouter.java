package dev.signalbox.gateway.routing;

import dev.signalbox.gateway.log.Repeats;
import dev.signalbox.gateway.loop.WithinTime;
import dev.signalbox.gateway.trace.Asker;
import dev.signalbox.gateway.trace.Onward;
import dev.signalbox.gateway.trace.RouterAnswer;
import dev.signalbox.gateway.trace.RouterTrace;
import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufMono;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.util.concurrent.Queues;
import tools.jackson.databind.json.JsonMapper;

/**
 * The router as a service of its own. Reports are queued and sent behind the answers' backs, so
 * that no client waits for one; when the queue is full, reports are lost rather than memory. While
 * it does not answer, the log says so once in {@link Repeats#PAUSE}.
 */
public final class RemoteRouter implements Router, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RemoteRouter.class);
  private static final int QUEUED_REPORTS = 8_192;
  private static final int REPORTS_AT_ONCE = 16;
  private static final int CONNECTIONS = 256;
  private static final Duration POOL_IDLE = Duration.ofSeconds(30);
  private static final int REFUSED = 422;
  private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
  private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
  private static final String NO_BODY = "the router answered without a body";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final JsonMapper json = JsonMapper.shared();
  private final Duration timeout;
  private final ConnectionProvider pool;
  private final HttpClient client;
  private final Sinks.Many<RoutingOutcome> reports =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<RoutingOutcome>get(QUEUED_REPORTS).get());
  private final LongSupplier nanoTime;

  /** By what went wrong: few kinds of exceptions. */
  private final ConcurrentMap<Class<?>, Repeats> unanswered = new ConcurrentHashMap<>();

  private final AtomicLong lost = new AtomicLong();
  private final Disposable sending;

  private RemoteRouter(URI url, Duration timeout, LongSupplier nanoTime) {
    String base = url.toString();
    this.nanoTime = nanoTime;
    this.timeout = timeout;
    this.pool =
        ConnectionProvider.builder("router")
            .maxConnections(CONNECTIONS)
            .pendingAcquireMaxCount(-1)
            .pendingAcquireTimeout(timeout)
            .maxIdleTime(POOL_IDLE)
            .lifo()
            .build();
    this.client =
        HttpClient.create(pool)
            .baseUrl(base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
            .responseTimeout(timeout)
            .headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"));
    this.sending = reports.asFlux().flatMap(this::send, REPORTS_AT_ONCE).subscribe();
  }

  /**
   * Prepares to talk to a router; no connection is made before the first call.
   *
   * @param url its base URL
   * @param timeout longest wait for an answer, that for a connection included
   */
  public static RemoteRouter connect(URI url, Duration timeout) {
    return connect(url, timeout, System::nanoTime);
  }

  /** As {@link #connect(URI, Duration)}, with a clock of one's own for what the log says. */
  static RemoteRouter connect(URI url, Duration timeout, LongSupplier nanoTime) {
    return new RemoteRouter(url, timeout, nanoTime);
  }

  @Override
  public Mono<RoutingDecision> route(RoutingRequest request) {
    return Mono.deferContextual(context -> {
      Asker asker = Asker.in(context);
      RouterTrace span = asker.request().router();
      return inTime(decision(request, asker.onward(span)))
          .doOnSuccess(decision -> span.end(RouterAnswer.DECIDED))
          .doOnError(error -> span.end(answer(error)))
          .doOnCancel(() -> span.end(RouterAnswer.CANCELLED))
          .onErrorMap(e -> !(e instanceof RoutingRefusedException), this::unreachable);
    });
  }

  private Mono<RoutingDecision> decision(RoutingRequest request, @Nullable Onward trace) {
    return client
        .post()
        .uri("/router/route")
        .send((head, out) -> {
          if (trace != null) {
            head.header(TRACEPARENT, trace.traceparent());
            if (trace.tracestate() != null) {
              head.header(TRACESTATE, trace.tracestate());
            }
          }
          return out.send(Mono.just(Unpooled.wrappedBuffer(json.writeValueAsBytes(request))));
        })
        .responseSingle(this::decision);
  }

  /** All that an answer takes, from waiting for a connection to its last byte. */
  private <T> Mono<T> inTime(Mono<T> answer) {
    Mono<T> one = answer.switchIfEmpty(Mono.error(() -> new IllegalStateException(NO_BODY)));
    return Mono.defer(() ->
        new WithinTime<>(
            one,
            timeout,
            HttpResources.get().onClient(LoopResources.DEFAULT_NATIVE).next(),
            () -> new TimeoutException("no answer within " + timeout.toMillis() + " ms")));
  }

  private static RouterAnswer answer(Throwable error) {
    return error instanceof RoutingRefusedException
        ? RouterAnswer.REFUSED
        : RouterAnswer.UNREACHABLE;
  }

  private Mono<RoutingDecision> decision(HttpClientResponse response, ByteBufMono body) {
    int status = response.status().code();
    return switch (status) {
      case 200 -> body.asByteArray().map(b -> json.readValue(b, RoutingDecision.class));
      case REFUSED ->
          body.asByteArray()
              .map(b -> json.readValue(b, RoutingRefusal.class))
              .flatMap(refusal -> Mono.error(new RoutingRefusedException(refusal)));
      default -> Mono.error(new IllegalStateException("the router answered " + status));
    };
  }

  private RoutingRefusedException unreachable(Throwable error) {
    long leftOut =
        unanswered
            .computeIfAbsent(error.getClass(), absent -> new Repeats())
            .tell(nanoTime.getAsLong());
    if (leftOut >= 0) {
      log.warn("no answer from the router: {}{}", error.toString(), Repeats.more(leftOut));
    }
    return new RoutingRefusedException(
        new RoutingRefusal.NoReplica("the router cannot be reached now", RETRY_AFTER), error);
  }

  @Override
  public Mono<Void> report(RoutingOutcome outcome) {
    return Mono.fromRunnable(() -> {
      Sinks.EmitResult result = reports.tryEmitNext(outcome);
      while (result == Sinks.EmitResult.FAIL_NON_SERIALIZED) { // another thread reports just now
        Thread.onSpinWait();
        result = reports.tryEmitNext(outcome);
      }
      if (result.isFailure()) {
        noteLost(result.toString());
      }
    });
  }

  /** Says so at the first one and then ever more seldom: there may be thousands a second. */
  private void noteLost(String why) {
    long count = lost.incrementAndGet();
    if (Long.bitCount(count) == 1) {
      log.warn("{} reports to the router were lost until now: {}", count, why);
    }
  }

  private Mono<Void> send(RoutingOutcome outcome) {
    return client
        .post()
        .uri("/router/report")
        .send(Mono.fromCallable(() -> Unpooled.wrappedBuffer(json.writeValueAsBytes(outcome))))
        .response()
        .doOnNext(response -> {
          if (response.status().codeClass() != HttpStatusClass.SUCCESS) {
            noteLost("the router answered " + response.status().code());
          }
        })
        .then()
        .onErrorResume(error -> {
          noteLost(error.toString());
          return Mono.empty();
        });
  }

  @Override
  public Mono<FleetView> fleet() {
    return get("/router/view?policies=false", FleetView.class);
  }

  @Override
  public Mono<RouterView> view() {
    return get("/router/view", RouterView.class);
  }

  private <T> Mono<T> get(String path, Class<T> type) {
    Mono<byte[]> view =
        client
            .get()
            .uri(path)
            .responseSingle((response, body) ->
                response.status().code() == 200
                    ? body.asByteArray()
                    : Mono.error(
                        new IllegalStateException(
                            "the router answered " + response.status().code())));
    return inTime(view).map(b -> json.readValue(b, type)).onErrorMap(this::unreachable);
  }

  /** Stops sending reports and closes the connections; reports still queued are lost. */
  @Override
  public void close() {
    sending.dispose();
    pool.dispose();
  }
}
