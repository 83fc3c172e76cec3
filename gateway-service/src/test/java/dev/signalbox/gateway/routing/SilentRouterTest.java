package dev.signalbox.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A router that takes no connection, comes to no end, or says nothing. */
class SilentRouterTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(5);

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

  private static void assertRefused(Mono<?> call) {
    RoutingRefusedException e =
        catchThrowableOfType(RoutingRefusedException.class, () -> call.block(LONG));

    assertThat(e).isNotNull();
    assertThat(e.refusal()).isInstanceOf(RoutingRefusal.NoReplica.class);
  }

  private static DisposableServer server(Flux<String> body) {
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .handle((in, out) ->
            out.sendObject(
                body.map(text -> Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII)),
                piece -> true))
        .bindNow();
  }

  @Test
  void aHostThatDropsPacketsCostsNoMoreThanTheTimeout() throws IOException {
    List<Socket> queued = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      fill(full, queued);
      URI url = URI.create("http://127.0.0.1:" + full.getLocalPort());
      try (RemoteRouter router = RemoteRouter.connect(url, TIMEOUT)) {
        assertRefused(router.route(request()));
        assertRefused(router.view());
      }
    } finally {
      for (Socket socket : queued) {
        socket.close();
      }
    }
  }

  /** Takes all places in the line of those that nobody accepts: the next one hears nothing. */
  private static void fill(ServerSocket full, List<Socket> queued) throws IOException {
    try {
      while (queued.size() < 64) {
        Socket socket = new Socket();
        queued.add(socket);
        socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
      }
    } catch (SocketTimeoutException e) {
      return;
    }
    throw new IllegalStateException("the line has no end");
  }

  @Test
  void anAnswerThatNeverEndsIsNone() {
    DisposableServer endless =
        server(Flux.interval(Duration.ofMillis(20)).onBackpressureDrop().map(tick -> " "));
    try (RemoteRouter router = RemoteRouter.connect(url(endless), TIMEOUT)) {
      assertRefused(router.route(request()));
      assertRefused(router.view());
    } finally {
      endless.disposeNow();
    }
  }

  @Test
  void anEmptyAnswerIsNone() {
    DisposableServer empty = server(Flux.empty());
    try (RemoteRouter router = RemoteRouter.connect(url(empty), LONG)) {
      assertRefused(router.route(request()));
      assertRefused(router.view());
    } finally {
      empty.disposeNow();
    }
  }

  private static URI url(DisposableServer server) {
    return URI.create("http://127.0.0.1:" + server.port());
  }
}
