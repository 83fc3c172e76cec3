package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream says before its answer is not the answer. */
class InterimAnswersTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";
  private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n",
        HINTS,
        "HTTP/1.1 199 Odd\r\ncontent-length: 5\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n" + HINTS + "HTTP/1.1 102 Processing\r\n\r\n" + HINTS
      })
  void interimAnswersArePassedOver(String heads) throws Exception {
    ScriptedUpstream upstream = upstream(call -> call.write(heads).plainAnswer());
    for (int i = 0; i < 2; i++) {
      RawClient.Answer answer = client().chat("").read();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("hello");
      assertThat(answer.header("link")).isNull();
      assertThat(attempts(outcome())).containsExactly(AttemptKind.ANSWERED);
    }

    upstream.script(call -> {
      for (String head : heads.splitWithDelimiters("\r\n\r\n", 0)) {
        call.write(head);
      }
      call.startStream().chunk(Call.event("x", "\"stop\"") + "data: [DONE]\n\n").endStream();
    });
    RawClient.Answer answer = client().chat(STREAM).read();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.clean()).isTrue();
    assertThat(attempts(outcome())).containsExactly(AttemptKind.ANSWERED);
  }

  @Test
  void clientThatLeavesBehindAnInterimAnswerClosesTheUpstream() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      CompletableFuture<Void> begun = new CompletableFuture<>();
      upstream(call -> {
        call.write(HINTS);
        begun.complete(null);
        call.awaitClose(closed);
      });
      RawClient client = client().chat(STREAM);
      ScriptedUpstream.await(begun);

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }
}
