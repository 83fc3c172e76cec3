package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** An upstream that speaks HTTP/2 in clear text, without being asked for it first. */
class Http2UpstreamTest extends GatewayTest {
  private @Nullable DisposableServer server;

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.disposeNow();
    }
  }

  private void serve(CompletableFuture<String> version, Publisher<String> events) {
    serve(version, events, false);
  }

  /**
   * @param hints whether an interim answer comes first
   */
  private void serve(CompletableFuture<String> version, Publisher<String> events, boolean hints) {
    DisposableServer started =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2C)
            .route(routes ->
                routes.post(
                    "/v1/chat/completions",
                    (request, response) -> {
                      version.complete(request.version().text());
                      if (hints) {
                        response.withConnection(Http2UpstreamTest::hint);
                      }
                      response.header("content-type", "text/event-stream");
                      return request
                          .receive()
                          .then()
                          .thenMany(
                              response.sendString(events, java.nio.charset.StandardCharsets.UTF_8));
                    }))
            .bindNow();
    server = started;
    gateway().router().addHttp2("expert", "h2-" + started.port(), started.port());
  }

  @Test
  void aStreamComesThrough() throws Exception {
    CompletableFuture<String> version = new CompletableFuture<>();
    serve(
        version,
        Flux.just(Call.event("a", "null"), Call.event("b", "\"stop\""), "data: [DONE]\n\n"));
    for (int i = 0; i < 3; i++) {
      RawClient.Answer answer = client().chat("\"stream\":true,").read();
      assertThat(answer.body())
          .isEqualTo(
              (Call.event("a", "null") + Call.event("b", "\"stop\"")).replace("\"m\"", "\"expert\"")
                  + "data: [DONE]\n\n");
      assertThat(answer.clean()).isTrue();
    }
    assertThat(ScriptedUpstream.await(version)).startsWith("HTTP/2");
  }

  private static void hint(Connection connection) {
    connection
        .channel()
        .pipeline()
        .firstContext()
        .writeAndFlush(
            new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("103"), false));
  }

  @Test
  void anInterimAnswerIsPassedOver() throws Exception {
    CompletableFuture<String> version = new CompletableFuture<>();
    serve(version, Flux.just(Call.event("a", "\"stop\""), "data: [DONE]\n\n"), true);
    RawClient.Answer answer = client().chat("\"stream\":true,").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    assertThat(answer.clean()).isTrue();
  }

  @Test
  void aClientThatLeavesEndsTheStreamThere() throws Exception {
    CompletableFuture<String> version = new CompletableFuture<>();
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    serve(
        version,
        Flux.concat(Flux.just(Call.event("a", "null")), Mono.<String>never())
            .doOnCancel(() -> cancelled.complete(true)));
    RawClient client = client().chat("\"stream\":true,");
    client.readUntil("null}]}");
    client.close();

    assertThat(ScriptedUpstream.await(cancelled)).isTrue();
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
  }
}
