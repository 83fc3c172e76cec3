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
      assertThat(loop.run(Duration.ofSeconds(1)).count()).isGreaterThan(8);
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

  /** What is noted begins when all run, and ends when no more follow. */
  @Test
  void streamsMayBeUnlike() {
    Play play = Play.stream(20, Duration.ofMillis(1)).unlike(0.8);
    upstream.play(play);

    Streams streams = Streams.of(upstream.port(), request(true), 4, 10, play);

    assertThat(streams.firsts().count()).isBetween(1, 36);
    assertThat(streams.transits().count()).isBetween(20, 36 * 36);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0/3 | lacks chunks after 1 of 4",
        "0/3 1/2 1/2 2/1 3/0 | chunk 1 (expected: 2)",
        "1/2 2/1 3/0 | chunk 1 (expected: 0)"
      })
  void aStreamThatLacksOrRepeatsChunksIsNoMeasurement(String chunks, String message)
      throws IOException {
    try (ServerSocket liar = liar("HTTP/1.1 200 OK", chunks.split(" "))) {
      assertThatThrownBy(() ->
              Streams.of(
                  liar.getLocalPort(), request(true), 1, 1, Play.stream(4, Duration.ofMillis(1))))
          .hasMessageContaining(message);
    }
  }

  /** Answers one request with chunks that say their number and how many follow, whatever does. */
  private static ServerSocket liar(String status, String... chunks) throws IOException {
    StringBuilder answer = new StringBuilder(status + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (String chunk : chunks) {
      String[] counts = chunk.split("/");
      String stamp =
          "\"t=0000000000000000%04d%04d;\""
              .formatted(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
      answer.append("%x\r\n%s\r\n".formatted(stamp.length(), stamp));
    }
    byte[] bytes = (answer + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          try (Socket client = server.accept()) {
            client.getOutputStream().write(bytes);
            client.getInputStream().readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return server;
  }

  @Test
  void aClientThatLeavesInTheMiddleDisturbsNobody() throws IOException {
    upstream.play(Play.stream(1_000, Duration.ofMillis(1)));
    for (int i = 0; i < 5; i++) {
      try (Socket leaver = new Socket(InetAddress.getLoopbackAddress(), upstream.port())) {
        leaver.getOutputStream().write(request(true));
        assertThat(leaver.getInputStream().read()).isPositive();
      }
    }
    Play play = Play.stream(20, Duration.ofMillis(2));
    upstream.play(play);

    assertThat(Streams.of(upstream.port(), request(true), 2, 1, play).transits().count())
        .isEqualTo(40);
  }

  @Test
  void aRefusedVisitIsNoVisit() throws IOException {
    try (ServerSocket refusing = liar("HTTP/1.1 429 Too Many Requests")) {
      assertThatThrownBy(
              () -> Visits.of(refusing.getLocalPort(), request(true), 1, Duration.ofMillis(1)))
          .hasMessageContaining("429");
    }
  }

  @ParameterizedTest
  @CsvSource({"9999, 0", "10, 1", "10, -0.1"})
  void aPlayThatStampsCannotTellIsRefused(int chunks, double spread) {
    Play play = Play.stream(chunks, Duration.ofMillis(1));

    assertThatThrownBy(() -> Play.stream(chunks + 1, play.pace()).unlike(spread))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: ");
  }

  @Test
  void visitorsTakeTheirAnswersAndGo() {
    upstream.play(Play.stream(2, Duration.ofMillis(1)));

    assertThat(Visits.of(upstream.port(), request(true), 3, Duration.ofSeconds(1)))
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
