package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** HTTP/2 in clear text: by prior knowledge, and by upgrade. */
class Http2Test extends GatewayTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private HttpClient client(HttpProtocol... protocols) {
    return HttpClient.newConnection()
        .protocol(protocols)
        .baseUrl("http://127.0.0.1:" + gateway().port())
        .headers(headers -> headers.set("content-type", "application/json"));
  }

  private static Flux<String> chat(HttpClient client, String members) {
    return client
        .post()
        .uri("/v1/chat/completions")
        .send(
            Mono.fromCallable(
                () -> Unpooled.copiedBuffer(RawClient.chatBody(members), StandardCharsets.UTF_8)))
        .responseContent()
        .asString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersAndStreamsPassThrough(boolean priorKnowledge) {
    HttpClient client =
        priorKnowledge ? client(HttpProtocol.H2C) : client(HttpProtocol.H2C, HttpProtocol.HTTP11);
    upstream(Call::plainAnswer);
    assertThat(chat(client, "").collectList().block(LONG))
        .isNotNull()
        .first()
        .asString()
        .contains("hello");

    gateway().router().clear();
    upstream(call ->
        call.startStream()
            .token("a")
            .chunk(Call.event("b", "\"stop\"") + "data: [DONE]\n\n")
            .endStream());
    assertThat(
            String.join(
                "",
                chat(client, "\"stream\":true,").collectList().blockOptional(LONG).orElseThrow()))
        .contains("\"a\"")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void brokenStreamIsReset() {
    upstream(call -> {
      call.startStream().token("a");
      call.reset();
    });
    StringBuilder seen = new StringBuilder();

    assertThatThrownBy(() ->
            chat(client(HttpProtocol.H2C), "\"stream\":true,")
                .doOnNext(seen::append)
                .blockLast(LONG))
        .hasMessageContaining("prematurely closed");
    assertThat(seen).contains("\"upstream_failed\"");
  }

  @Test
  void clientThatResetsItsStreamClosesTheUpstream() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a");
      call.awaitClose(closed);
    });
    chat(client(HttpProtocol.H2C), "\"stream\":true,").blockFirst(LONG);

    ScriptedUpstream.await(closed);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
  }
}
