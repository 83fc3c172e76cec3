package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.admission.ConcurrencyLimits;
import dev.signalbox.gateway.dispatch.ReplicaGuards;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.inference.Answer;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestReader;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.router.api.RoutingOutcome.Attempt;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * A stream that did not begin in time, and that is over before anybody asked for its body: a client
 * that was gone before the head of its answer could be written.
 */
class UndeliveredStreamsTest extends GatewayTest {
  private static final UpstreamHeaders HEADERS =
      new UpstreamHeaders(
          "r", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", null, "g", true);

  private EventExecutor loop = ImmediateEventExecutor.INSTANCE;

  private enum End {
    FAILS,
    THROWS,
    COMPLETES,
    IS_CANCELLED
  }

  @Override
  String[] properties() {
    return new String[] {"signalbox.stream.keep-alive=100ms"};
  }

  @BeforeEach
  void takeALoop() {
    ReactorResourceFactory resources = gateway().bean(ReactorResourceFactory.class);
    loop = resources.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE).next();
  }

  private static Exchange exchange() {
    return new Exchange("r", Endpoint.CHAT, System.nanoTime(), () -> {}, RequestTrace.NONE);
  }

  private Mono<Void> answer(Exchange exchange, Function<Answer, Mono<Void>> deliver) {
    byte[] json = RawClient.chatBody("\"stream\":true,").getBytes(StandardCharsets.UTF_8);
    RequestBody body = new RequestReader(128, 1 << 20).read(Endpoint.CHAT, json, json.length);
    exchange.read(body.facts(), System.nanoTime());
    return gateway()
        .bean(Inference.class)
        .answer(exchange, Tenant.DEFAULT, body, HEADERS, loop, deliver)
        .subscribeOn(Schedulers.fromExecutor(loop));
  }

  /** Answers, and ends the delivery without a look at the body once something has happened. */
  private void undelivered(
      Exchange exchange,
      End end,
      CompletableFuture<Void> handedOver,
      CompletableFuture<Void> happened)
      throws Exception {
    CompletableFuture<Void> over = new CompletableFuture<>();
    // a delivery ends on the loop of its connection, wherever the test learns that it may
    Mono<Void> wait = Mono.fromFuture(happened).publishOn(Schedulers.fromExecutor(loop));
    Disposable answer =
        answer(
                exchange,
                late -> {
                  handedOver.complete(null);
                  return switch (end) {
                    case FAILS -> wait.then(Mono.error(new IOException("no head was written")));
                    case THROWS -> throw new IllegalStateException("no head was made");
                    case COMPLETES -> wait;
                    case IS_CANCELLED -> Mono.never();
                  };
                })
            .subscribe(nothing -> {}, error -> over.complete(null), () -> over.complete(null));
    ScriptedUpstream.await(handedOver);
    if (end == End.IS_CANCELLED) {
      ScriptedUpstream.await(happened);
      loop.submit(answer::dispose).get(5, TimeUnit.SECONDS);
    } else {
      ScriptedUpstream.await(over);
    }
  }

  private void nothingIsHeld(Exchange exchange) throws Exception {
    loop.submit(
            () -> {
              assertThat(exchange.attempts().ended())
                  .extracting(Attempt::kind)
                  .containsExactly(AttemptKind.CANCELLED);
              assertThat(gateway().bean(ConcurrencyLimits.class).underWay()).isZero();
              assertThat(gateway().bean(ReplicaGuards.class).bulkheads().getAllBulkheads())
                  .isNotEmpty()
                  .allSatisfy(bulkhead ->
                      assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls())
                          .isEqualTo(bulkhead.getMetrics().getMaxAllowedConcurrentCalls()));
            })
        .get(5, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void whoHasSaidNothingYetIsClosed(End end) throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> call.awaitClose(closed));
    Exchange exchange = exchange();
    undelivered(exchange, end, new CompletableFuture<>(), CompletableFuture.completedFuture(null));

    ScriptedUpstream.await(closed);
    nothingIsHeld(exchange);
  }

  @ParameterizedTest
  @EnumSource(names = "THROWS", mode = EnumSource.Mode.EXCLUDE)
  void whoHasBegunMeanwhileIsClosed(End end) throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    CompletableFuture<Void> handedOver = new CompletableFuture<>();
    CompletableFuture<Void> said = new CompletableFuture<>();
    upstream(call -> {
      ScriptedUpstream.await(handedOver);
      call.startStream().token("a");
      said.complete(null);
      call.awaitClose(closed);
    });
    Exchange exchange = exchange();
    undelivered(exchange, end, handedOver, said);

    ScriptedUpstream.await(closed);
    nothingIsHeld(exchange);
  }
}
