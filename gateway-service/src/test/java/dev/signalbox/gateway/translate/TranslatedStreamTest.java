package dev.signalbox.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.translate.anthropic.MessagesApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** A stream that is translated is asked for, left and broken off like one that is not. */
class TranslatedStreamTest {
  private static final String REQUEST =
      "{\"model\":\"auto\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

  private final AtomicInteger brokenOff = new AtomicInteger();
  private final TranslatedStream stream =
      new TranslatedStream(
          Translated.read(new MessagesApi(Translated.strict(), Translated.ids()), REQUEST),
          brokenOff::incrementAndGet);
  private final TestPublisher<ByteBuf> chat = TestPublisher.create();

  private static ByteBuf piece(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static ByteBuf event(String json) {
    return piece("data: " + json + "\n\n");
  }

  @Test
  void asksForNoMoreThanTheClientDoes() {
    StepVerifier.create(stream.of(chat.flux()), 0)
        .thenRequest(2)
        .then(() -> chat.assertMinRequested(2).assertMaxRequested(2))
        .then(() -> chat.next(event(Translated.text("a"))))
        .consumeNextWith(ByteBuf::release)
        .then(() -> chat.next(piece("data: ")))
        .then(() -> chat.assertMinRequested(1)) // half an event makes room for the rest
        .thenCancel()
        .verify();
    chat.assertCancelled();
  }

  @Test
  void everyPieceThatComesIsReleased() {
    ByteBuf first = event(Translated.text("a"));
    ByteBuf done = event("[DONE]");
    StepVerifier.create(stream.of(chat.flux()))
        .then(() -> chat.next(first, done).complete())
        .consumeNextWith(ByteBuf::release)
        .consumeNextWith(ByteBuf::release)
        .verifyComplete();

    assertThat(first.refCnt()).isZero();
    assertThat(done.refCnt()).isZero();
    assertThat(stream.broken()).isFalse();
  }

  @Test
  void clientThatLeavesWhileACallIsHeldBackCancels() {
    ByteBuf first = event(Translated.call(0, ",\"id\":\"c0\"", "{"));
    ByteBuf second = event(Translated.call(1, ",\"id\":\"c1\"", "{"));
    StepVerifier.create(stream.of(chat.flux()))
        .then(() -> chat.next(first))
        .consumeNextWith(ByteBuf::release)
        .then(() -> chat.next(second)) // nothing comes of it yet
        .thenCancel()
        .verify();

    chat.assertCancelled();
    assertThat(first.refCnt()).isZero();
    assertThat(second.refCnt()).isZero();
    assertThat(brokenOff).hasValue(0);
  }

  @Test
  void breaksOffOnceWhenAChunkIsNone() {
    List<String> out = new ArrayList<>();
    StepVerifier.create(
            stream
                .of(chat.flux())
                .map(piece -> {
                  out.add(piece.toString(StandardCharsets.UTF_8));
                  piece.release();
                  return out.getLast();
                }))
        .then(() -> chat.next(event(Translated.text("a")), event("{}"), event("{}")))
        .then(() -> chat.next(event("{\"error\":{\"code\":\"upstream_failed\"}}")).complete())
        .expectNextCount(2)
        .verifyComplete();

    assertThat(brokenOff).hasValue(1);
    assertThat(stream.broken()).isTrue();
    assertThat(out.getLast()).startsWith("event: error\n");
  }

  @Test
  void streamThatEndsAllTheSameIsNotTakenForWhole() {
    StepVerifier.create(stream.of(chat.flux()))
        .then(() -> chat.next(event("{}"), event("[DONE]")).complete())
        .assertNext(piece -> {
          assertThat(piece.toString(StandardCharsets.UTF_8)).startsWith("event: error\n");
          piece.release();
        })
        .verifyComplete();

    assertThat(stream.broken()).isTrue();
  }
}
