package dev.signalbox.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.FixedRouter;
import dev.signalbox.gateway.trace.Asker;
import dev.signalbox.gateway.trace.Onward;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.gateway.trace.Traces;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import io.netty.buffer.Unpooled;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** A call of the router over the network has a span, and the router is told of it. */
class RemoteRouterTraceTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CLIENTS = "00-" + TRACE + "-b7ad6b7169203331-01";

  private final JsonMapper json = JsonMapper.shared();
  private final FixedRouter far = new FixedRouter().add("expert", "r", 9, "m");
  private final BlockingQueue<Onward> told = new LinkedBlockingQueue<>();
  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .build();
  private int status = 200;
  private boolean silent;
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(routes -> routes.post("/router/route", this::route))
          .bindNow();
  private final RemoteRouter near =
      RemoteRouter.connect(URI.create("http://127.0.0.1:" + server.port()), LONG);

  private Publisher<Void> route(HttpServerRequest in, HttpServerResponse out) {
    String traceparent = in.requestHeaders().get("traceparent");
    told.add(
        new Onward(traceparent == null ? "" : traceparent, in.requestHeaders().get("tracestate")));
    if (silent) {
      return Mono.never();
    }
    String refusal = "{\"kind\":\"not_allowed\",\"message\":\"no\"}";
    return far.route(request())
        .flatMap(decision ->
            out.status(status)
                .sendObject(
                    Unpooled.wrappedBuffer(
                        status == 422
                            ? refusal.getBytes(StandardCharsets.UTF_8)
                            : json.writeValueAsBytes(decision)))
                .then());
  }

  private static RoutingRequest request() {
    return new RoutingRequest(
        "id",
        "default",
        "auto",
        RoutingPrompt.of("hi"),
        Set.of(Capability.CHAT),
        1,
        0,
        0,
        0,
        RoutingRequest.Preferences.NONE,
        ClientThinking.OPEN,
        false);
  }

  private RequestTrace traced() {
    return Traces.of(sdk).begin("chat", Map.of("traceparent", CLIENTS, "tracestate", "a=b")::get);
  }

  private Mono<RoutingDecision> ask(RequestTrace request) {
    return near.route(request()).contextWrite(new Asker(request, new Onward("00-x", "c=d"))::into);
  }

  private SpanData span() {
    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    return exported.getFinishedSpanItems().getFirst();
  }

  private static @Nullable String outcome(SpanData span) {
    return span.getAttributes().get(AttributeKey.stringKey("signalbox.outcome"));
  }

  private Onward told() throws InterruptedException {
    return Objects.requireNonNull(told.poll(5, TimeUnit.SECONDS));
  }

  @AfterEach
  void stop() {
    near.close();
    server.disposeNow();
    sdk.close();
  }

  @Test
  void itStandsBelowTheRequestAndTheRouterBelowIt() throws Exception {
    RequestTrace request = traced();
    assertThat(ask(request).block(LONG)).isNotNull();

    SpanData call = span();
    assertThat(call.getName()).isEqualTo("route");
    assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(outcome(call)).isEqualTo("decided");
    assertThat(Objects.requireNonNull(request.onward()).traceparent())
        .contains(call.getParentSpanId());
    assertThat(told()).isEqualTo(new Onward("00-" + TRACE + "-" + call.getSpanId() + "-01", "a=b"));
  }

  @Test
  void aRefusalIsNoError() {
    status = 422;
    assertThat(ask(traced()).onErrorComplete().block(LONG)).isNull();

    assertThat(outcome(span())).isEqualTo("refused");
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void noAnswerIsAnError() {
    status = 500;
    assertThat(ask(traced()).onErrorComplete().block(LONG)).isNull();

    assertThat(outcome(span())).isEqualTo("unreachable");
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void aClientThatLeavesEndsIt() throws Exception {
    silent = true;
    Disposable asking = ask(traced()).subscribe();
    told();
    asking.dispose();

    assertThat(outcome(span())).isEqualTo("cancelled");
  }

  @Test
  void withoutTracesTheContextGoesOn() throws Exception {
    assertThat(ask(RequestTrace.NONE).block(LONG)).isNotNull();

    assertThat(told()).isEqualTo(new Onward("00-x", "c=d"));
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void whereNobodyIsNamedNothingIsTold() throws Exception {
    assertThat(near.route(request()).block(LONG)).isNotNull();

    assertThat(told()).isEqualTo(new Onward("", null));
  }
}
