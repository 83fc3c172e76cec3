package dev.signalbox.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.bench.http.ChatRequest;
import dev.signalbox.bench.upstream.Play;
import dev.signalbox.bench.upstream.Upstream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
  void aStreamThatLacksChunksIsNoMeasurement() {
    upstream.play(Play.stream(4, Duration.ofMillis(1)));

    assertThatThrownBy(() ->
            Streams.of(upstream.port(), request(true), 1, 1, Play.stream(5, Duration.ofMillis(1))))
        .hasMessageContaining("4 chunks (expected: 5)");
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
