package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.admission.ConcurrencyLimits;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is held while an answer is under way, and that it is given back. */
class LimitsTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.limits.concurrent=2",
      "signalbox.limits.concurrent-per-tenant=2",
      "signalbox.stream.slow-reader-timeout=500ms"
    };
  }

  @Test
  void answersBeyondTheLimitAre429AndPlacesComeBackWhenClientsLeave() throws Exception {
    CompletableFuture<Void> end = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a");
      end.get(10, TimeUnit.SECONDS);
      call.chunk("data: [DONE]\n\n").endStream();
    });
    RawClient first = client().chat(STREAM);
    RawClient second = client().chat(STREAM);
    first.readUntil("\"a\"");
    second.readUntil("\"a\"");

    RawClient.Answer refused = client().chat(STREAM).read();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isEqualTo("1");
    assertThat(refused.body()).contains("\"rate_limited\"");
    assertThat(refused.header("x-ratelimit-limit-requests")).isEqualTo("2");
    assertThat(refused.header("x-ratelimit-remaining-requests")).isEqualTo("0");
    assertThat(refused.header("x-ratelimit-reset-requests")).isEqualTo("1s");

    first.close();
    RoutingOutcome left = gateway().router().outcomes().poll(5, TimeUnit.SECONDS);
    assertThat(left)
        .isNotNull()
        .extracting(RoutingOutcome::kind)
        .isEqualTo(OutcomeKind.CLIENT_CLOSED);
    assertThat(client().chat(STREAM).readUntil("\"a\"")).startsWith("HTTP/1.1 200");
    end.complete(null);
    second.readUntil("0\r\n\r\n");
  }

  @Test
  void clientThatReadsNothingHoldsTheUpstreamBackAndIsLetGo() throws Exception {
    AtomicLong written = new AtomicLong();
    CompletableFuture<Long> gone = new CompletableFuture<>();
    String token = "x".repeat(8_000);
    upstream(call -> {
      call.startStream();
      try {
        while (written.get() < 400L << 20) {
          call.token(token);
          written.addAndGet(token.length());
        }
      } finally {
        gone.complete(written.get());
      }
    });
    RawClient client = client();
    client.socket().setReceiveBufferSize(4_096);
    client.chat(STREAM);

    assertThat(gone.get(20, TimeUnit.SECONDS)).isLessThan(64L << 20);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    assertThat(gateway().bean(ConcurrencyLimits.class).underWay()).isZero();
  }
}
