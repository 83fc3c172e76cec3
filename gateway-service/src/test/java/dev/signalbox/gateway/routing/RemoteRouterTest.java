package dev.signalbox.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.gateway.FixedRouter;
import dev.signalbox.gateway.log.Repeats;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

class RemoteRouterTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private final JsonMapper json = JsonMapper.shared();
  private final FixedRouter far = new FixedRouter().add("expert", "r", 9, "m");
  private Mono<Void> mayAnswer = Mono.empty();
  private DisposableServer server = HttpServer.create().port(0).bindNow();
  private RemoteRouter near = RemoteRouter.connect(URI.create("http://127.0.0.1:1"), LONG);

  @BeforeEach
  void start() {
    server.disposeNow();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes ->
                routes
                    .post("/router/route", this::route)
                    .post("/router/report", this::report)
                    .get("/router/view", (in, out) -> send(out, far.view())))
            .bindNow();
    near.close();
    near = RemoteRouter.connect(URI.create("http://127.0.0.1:" + server.port() + "/"), LONG);
  }

  @AfterEach
  void stop() {
    near.close();
    server.disposeNow();
  }

  private Publisher<Void> route(HttpServerRequest in, HttpServerResponse out) {
    Mono<Object> decision =
        in.receive()
            .aggregate()
            .asByteArray()
            .map(b -> json.readValue(b, RoutingRequest.class))
            .flatMap(far::route)
            .<Object>map(decided -> decided)
            .onErrorResume(
                RoutingRefusedException.class,
                e -> {
                  out.status(422);
                  return Mono.just(e.refusal());
                });
    return send(out, decision);
  }

  private Publisher<Void> report(HttpServerRequest in, HttpServerResponse out) {
    return in.receive()
        .aggregate()
        .asByteArray()
        .map(b -> json.readValue(b, RoutingOutcome.class))
        .flatMap(far::report)
        .then(Mono.defer(() -> mayAnswer))
        .then(out.status(204).send());
  }

  private Publisher<Void> send(HttpServerResponse out, Mono<?> body) {
    return body.flatMap(b ->
        out.header("content-type", "application/json")
            .sendObject(Unpooled.wrappedBuffer(bytes(b)))
            .then());
  }

  private byte[] bytes(Object value) {
    return value instanceof RoutingRefusal
        ? json.writerFor(RoutingRefusal.class).writeValueAsBytes(value)
        : json.writeValueAsBytes(value);
  }

  private static RoutingRequest request(String model) {
    return new RoutingRequest(
        "id",
        "default",
        model,
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

  private static RoutingOutcome outcome(String requestId) {
    return new RoutingOutcome(
        requestId,
        "default",
        OutcomeKind.COMPLETED,
        "expert",
        List.of(new RoutingOutcome.Attempt("r", RoutingOutcome.AttemptKind.ANSWERED)),
        Map.of("expert", new RoutingOutcome.Tokens(1, 0, 2)),
        Duration.ofMillis(3),
        Duration.ofMillis(9),
        null,
        null);
  }

  @Test
  void decisionsComeBackAsTheyWereMade() {
    RoutingDecision decision = near.route(request("auto")).block(LONG);

    assertThat(decision).isEqualTo(far.route(request("auto")).block(LONG));
    RoutingRequest rehearsed = request("auto").rehearsed();
    assertThat(json.readValue(json.writeValueAsBytes(rehearsed), RoutingRequest.class))
        .isEqualTo(rehearsed);
    assertThat(near.view().block(LONG)).isEqualTo(far.view().block(LONG));
    // an older router knows no fleet by itself, and tells more
    assertThat(near.fleet().block(LONG)).isEqualTo(far.fleet().block(LONG));
  }

  @Test
  void refusalsComeBackAsRefusals() {
    RoutingRefusedException e =
        catchThrowableOfType(
            RoutingRefusedException.class, () -> near.route(request("nobody")).block(LONG));

    assertThat(e.refusal()).isInstanceOf(RoutingRefusal.ModelNotFound.class);
  }

  @Test
  void reportsArriveWithoutAnyoneWaiting() throws Exception {
    RoutingOutcome outcome = outcome("id");
    near.report(outcome).block(LONG);

    assertThat(far.outcomes().poll(5, TimeUnit.SECONDS)).isEqualTo(outcome);
  }

  @Test
  void reportsThatTheRouterRefusesAreToldAsLostAndEverMoreSeldom() throws Exception {
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            told.add(event.getFormattedMessage());
          }
        };
    appender.start();
    Logger log = (Logger) LoggerFactory.getLogger(RemoteRouter.class);
    log.addAppender(appender);
    DisposableServer refusing =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((in, out) -> out.sendNotFound())
            .bindNow();
    URI url = URI.create("http://127.0.0.1:" + refusing.port());
    try (RemoteRouter router = RemoteRouter.connect(url, LONG)) {
      for (int i = 0; i < 5; i++) {
        router.report(outcome("id")).block(LONG);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(told.poll(5, TimeUnit.SECONDS))
            .containsPattern("^[124] reports to the router were lost until now: .*404");
      }
    } finally {
      log.detachAppender(appender);
      refusing.disposeNow();
    }
  }

  @Test
  void reportsGoOnAfterSomeWereTooManyToKeep() throws Exception {
    Sinks.Empty<Void> gate = Sinks.empty();
    mayAnswer = gate.asMono();
    for (int i = 0; i < 9_000; i++) {
      near.report(outcome("early")).block(LONG);
    }
    gate.tryEmitEmpty();
    RoutingOutcome arrived = far.outcomes().poll(5, TimeUnit.SECONDS);
    int early = 0;
    while (arrived != null && !arrived.requestId().equals("late")) {
      early++;
      if (early == 1_000) { // there is room again
        near.report(outcome("late")).block(LONG);
      }
      arrived = far.outcomes().poll(5, TimeUnit.SECONDS);
    }

    assertThat(arrived).isNotNull();
    assertThat(early).isBetween(8_000, 8_999);
  }

  @Test
  void withoutARouterTheViewIsRefusedToo() {
    server.disposeNow();
    RoutingRefusedException e =
        catchThrowableOfType(RoutingRefusedException.class, () -> near.view().block(LONG));

    assertThat(e.refusal()).isInstanceOf(RoutingRefusal.NoReplica.class);
  }

  @Test
  void routerThatIsAwayIsToldOfAtFirstAndOnceInAPause() {
    server.disposeNow();
    AtomicLong now = new AtomicLong();
    Logger logger = (Logger) LoggerFactory.getLogger(RemoteRouter.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    try (RemoteRouter away =
        RemoteRouter.connect(URI.create("http://127.0.0.1:" + server.port()), LONG, now::get)) {
      for (int i = 0; i < 20; i++) {
        assertThat(away.route(request("auto")).onErrorComplete().block(LONG)).isNull();
      }
      now.addAndGet(Repeats.PAUSE.toNanos());
      assertThat(away.fleet().onErrorComplete().block(LONG)).isNull();
    } finally {
      logger.detachAppender(told);
    }

    assertThat(told.list)
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(line.getFormattedMessage()).startsWith("no answer from the router: "));
    assertThat(told.list.getLast().getFormattedMessage())
        .endsWith(" (and 19 more since the last line)");
  }

  @Test
  void withoutARouterThereIsNoReplica() {
    server.disposeNow();
    RoutingRefusedException e =
        catchThrowableOfType(
            RoutingRefusedException.class, () -> near.route(request("auto")).block(LONG));

    assertThat(e.refusal()).isInstanceOf(RoutingRefusal.NoReplica.class);
    near.report(
            new RoutingOutcome(
                "id",
                "default",
                OutcomeKind.NO_REPLICA,
                null,
                List.of(),
                Map.of(),
                null,
                Duration.ZERO,
                null,
                null))
        .block(LONG);
  }
}
