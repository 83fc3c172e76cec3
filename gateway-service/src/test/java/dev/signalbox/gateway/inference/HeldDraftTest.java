package dev.signalbox.gateway.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Begun;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.relay.StreamProperties;
import dev.signalbox.gateway.relay.StreamRelay;
import dev.signalbox.router.api.Placement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * A long draft that was held back, and a client that asks for the next piece while it takes one, as
 * whoever translates asks on when nothing comes of a piece.
 */
class HeldDraftTest {
  private static final int PIECES = 50_000;
  private static final int HELD = 20_000;
  private static final String PIECE = event("\"content\":\"a\"", "null");
  private static final Placement SMALL =
      new Placement(
          "small",
          "small#0",
          URI.create("http://h:1/v1"),
          "m",
          null,
          Set.of(),
          0,
          null,
          0,
          null,
          false);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void close() {
    channel.close();
  }

  @Test
  void allOfItComesAndThenTheEnd() {
    HeldDraft draft =
        written(
            Flux.concat(pieces(), Flux.just(event("", "\"stop\""), "data: [DONE]\n\n")),
            Integer.MAX_VALUE);
    assertThat(draft.state()).isEqualTo(Draft.State.WHOLE);

    Client client = new Client(Integer.MAX_VALUE);
    draft.subscribe(client);

    assertThat(client.taken).isEqualTo(PIECES + 2);
    assertThat(client.completed).isTrue();
    assertThat(draft.delivered()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, HELD / 2, HELD + 1, PIECES - 1})
  void whoLeavesInTheMiddleGetsNoMoreAndClosesTheUpstream(int taken) {
    HeldDraft draft = written(Flux.concat(pieces(), Flux.never()), HELD * PIECE.length());
    assertThat(draft.state()).isEqualTo(Draft.State.LONG);

    Client client = new Client(taken);
    draft.subscribe(client);

    assertThat(client.taken).isEqualTo(taken);
    assertThat(client.completed).isFalse();
    assertThat(draft.delivered()).isFalse();
    assertThat(closed).hasValue(1);
  }

  private static Flux<String> pieces() {
    return Flux.range(0, PIECES).map(i -> PIECE);
  }

  private static String event(String delta, String finish) {
    return "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{"
        + delta
        + "},\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  /** A draft that is to be judged. */
  private HeldDraft written(Flux<String> upstream, int longest) {
    StreamProperties limits =
        new StreamProperties(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofMinutes(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            DataSize.ofMegabytes(32));
    StreamRelay relay =
        new StreamRelay(
            new RelayPlan("\"m\"".getBytes(UTF_8), false, null, 1, () -> {}),
            null,
            limits,
            sinceLast -> {},
            channel.eventLoop(),
            UnpooledByteBufAllocator.DEFAULT);
    Flux<ByteBuf> bytes =
        upstream
            .map(text -> (ByteBuf) Unpooled.copiedBuffer(text, UTF_8))
            .doOnCancel(closed::incrementAndGet);
    @Nullable HeldDraft draft =
        relay
            .begin(bytes)
            .map(begun ->
                new HeldDraft(
                    Begun.by(SMALL, begun),
                    new DraftText(true),
                    longest,
                    channel.eventLoop(),
                    null))
            .flatMap(held -> held.written(null, gone -> {}))
            .block();
    return Objects.requireNonNull(draft);
  }

  /** Asks for one piece after the other, and leaves when it has some. */
  private static final class Client extends BaseSubscriber<ByteBuf> {
    private final int most;
    private int taken;
    private boolean completed;

    Client(int most) {
      this.most = most;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      request(1);
    }

    @Override
    protected void hookOnNext(ByteBuf piece) {
      piece.release();
      taken++;
      if (taken == most) {
        cancel();
      } else {
        request(1);
      }
    }

    @Override
    protected void hookOnComplete() {
      completed = true;
    }
  }
}
