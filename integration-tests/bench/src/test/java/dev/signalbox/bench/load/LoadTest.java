package dev.signalbox.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.bench.http.ChatRequest;
import dev.signalbox.bench.upstream.Play;
import dev.signalbox.bench.upstream.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loads against the upstream itself, with no gateway between. */
class LoadTest {
  private final Upstream upstream = Upstream.start();

  @AfterEach
  void stop() {
    upstream.close();
  }

  @Test
  void aClosedLoopAsksAgainAndAgain() {
    try (ClosedLoop loop = new ClosedLoop(upstream.port(), 4, request(false))) {
      assertThat(loop.run(Duration.ofMillis(300)).count()).isGreaterThan(8);
    }
  }

  @Test
  void aDelayIsPartOfEveryAnswersTime() {
    upstream.play(Play.after(Duration.ofMillis(20)));
    try (ClosedLoop loop = new ClosedLoop(upstream.port(), 2, request(false))) {
      assertThat(loop.run(Duration.ofMillis(300)).micros(0)).isGreaterThanOrEqualTo(20_000);
    }
  }

  @Test
  void everyChunkOfEveryStreamIsTimed() {
    Play play = Play.stream(5, Duration.ofMillis(2));
    upstream.play(play);

    Streams streams = Streams.of(upstream.port(), request(true), 3, 2, play);

    assertThat(streams.firsts().count()).isEqualTo(6);
    assertThat(streams.transits().count()).isEqualTo(30);
    assertThat(streams.transits().micros(0)).isPositive();
  }

  @Test
  void streamsMayBeUnlike() {
    Play play = Play.stream(20, Duration.ofMillis(1)).unlike(0.8);
    upstream.play(play);

    Streams streams = Streams.of(upstream.port(), request(true), 4, 3, play);

    assertThat(streams.firsts().count()).isEqualTo(12);
    assertThat(streams.transits().count()).isBetween(12 * 4, 12 * 36).isNotEqualTo(12 * 20);
  }

  @ParameterizedTest
  @CsvSource({"3, lacks chunks after 1 of 4", "2 2, a chunk that 2 follow (expected: 1)"})
  void aStreamThatLacksOrRepeatsChunksIsNoMeasurement(String left, String message)
      throws IOException {
    try (ServerSocket liar = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(liar, left.split(" ")));

      assertThatThrownBy(() ->
              Streams.of(
                  liar.getLocalPort(), request(true), 1, 1, Play.stream(4, Duration.ofMillis(1))))
          .hasMessageContaining(message);
    }
  }

  /** Chunks that say how many follow, whatever does. */
  private static void answer(ServerSocket server, String[] left) {
    try (Socket client = server.accept()) {
      String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
      StringBuilder answer = new StringBuilder(head);
      for (String one : left) {
        answer.append("18\r\n\"t=0000000000000000%04d;\"\r\n".formatted(Integer.parseInt(one)));
      }
      client.getOutputStream().write((answer + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void visitorsTakeTheirAnswersAndGo() {
    upstream.play(Play.stream(2, Duration.ofMillis(1)));

    assertThat(Visits.of(upstream.port(), request(true), 3, Duration.ofMillis(300)))
        .isGreaterThan(6);
  }

  @Test
  void pairsAskBothAsOften() {
    Pairs pairs = Pairs.of(upstream.port(), request(false), upstream.port(), request(false), 10);

    assertThat(pairs.first().count()).isEqualTo(10);
    assertThat(pairs.second().count()).isEqualTo(10);
  }

  private static byte[] request(boolean stream) {
    return new ChatRequest("m", null, stream, 40).bytes();
  }
}
