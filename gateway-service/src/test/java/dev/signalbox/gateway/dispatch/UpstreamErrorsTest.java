package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import reactor.netty.channel.AbortedException;

/** What an error of the connection means, when nothing of an answer had come. */
class UpstreamErrorsTest {
  @Test
  void connectionThatWasClosedBeforeTheRequestIsNoConnection() {
    UpstreamException error = UpstreamErrors.of(AbortedException.beforeSend());

    assertThat(error.kind()).isEqualTo(AttemptKind.CONNECT_FAILED);
    assertThat(error).hasMessage("connection closed before the request");
    Failures failures = new Failures();
    failures.add(error);
    assertThat(failures.refusal(true).status()).isEqualTo(503);
  }

  @Test
  void connectionThatBrokeIsNone() {
    UpstreamException error =
        UpstreamErrors.of(new UncheckedIOException(new IOException("Connection reset by peer")));

    assertThat(error.kind()).isEqualTo(AttemptKind.CONNECT_FAILED);
    assertThat(error).hasMessage("connection reset");
  }

  @Test
  void answerThatCannotBeReadIsOne() {
    UpstreamException error = UpstreamErrors.of(new IllegalArgumentException("invalid version"));

    assertThat(error.kind()).isEqualTo(AttemptKind.SERVER_ERROR);
    assertThat(error).hasMessage("unreadable answer (IllegalArgumentException)");
  }
}
