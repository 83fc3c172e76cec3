package dev.signalbox.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.translate.anthropic.MessagesApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
  void breaksOffWhenCallsAreNoList() {
    StringBuilder out = new StringBuilder();
    StepVerifier.create(stream.of(chat.flux()).doOnNext(piece -> takeDown(piece, out)).then())
        .then(() ->
            chat.next(
                event(Translated.text("a")),
                event(
                    Translated.delta(
                        "\"tool_calls\":{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\"}}"))))
        .then(() -> chat.next(event("{\"error\":{\"code\":\"upstream_failed\"}}")).complete())
        .verifyComplete();

    assertThat(brokenOff).hasValue(1);
    assertThat(stream.broken()).isTrue();
    assertThat(Translated.events(out.toString()))
        .last()
        .satisfies(last -> {
          assertThat(last.name()).isEqualTo("error");
          assertThat(last.data().path("error").path("message").asString())
              .endsWith("its tool calls are no list");
        });
  }

  @Test
  void whateverAChunkMakesATranslationThrowIsTheUpstreamsFault() {
    Stubborn stubborn = new Stubborn();
    TranslatedStream broken = new TranslatedStream(stubborn, brokenOff::incrementAndGet);
    StringBuilder out = new StringBuilder();
    StepVerifier.create(broken.of(chat.flux()).doOnNext(piece -> takeDown(piece, out)).then())
        .then(() -> chat.next(event(Translated.text("a"))))
        .then(() -> chat.next(event("{\"error\":{\"code\":\"upstream_failed\"}}")).complete())
        .verifyComplete();

    assertThat(brokenOff).hasValue(1);
    assertThat(broken.broken()).isTrue();
    assertThat(out.toString())
        .isEqualTo(
            ": keep-alive\n\nevent: error\ndata: \"the gateway broke off the answer, which cannot be"
                + " passed on: it cannot be read (IllegalStateException)\"\n\n");
  }

  @Test
  void whatWasWrittenBeforeAFailureIsLetGoOf() {
    Stubborn stubborn = new Stubborn();
    stubborn.failsToFail = true;
    ByteBuf both = piece(": one\n\ndata: {\"error\":{}}\n\n");
    StepVerifier.create(new TranslatedStream(stubborn, () -> {}).of(chat.flux()))
        .then(() -> chat.next(both))
        .verifyError(IllegalStateException.class);

    assertThat(both.refCnt()).isZero();
    assertThat(stubborn.writer().take()).isNull();
  }

  @Test
  void whatIsDroppedIsReleased() {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    EventWriter writer = new EventWriter(allocator);
    writer.comment();
    writer.drop();

    assertThat(writer.take()).isNull();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    writer.drop();
  }

  private static void takeDown(ByteBuf piece, StringBuilder out) {
    out.append(piece.toString(StandardCharsets.UTF_8));
    piece.release();
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

  /** A translation that no chunk is right for. */
  private static final class Stubborn implements Translation, StreamTranslation {
    private @Nullable EventWriter out;
    private boolean failsToFail;

    EventWriter writer() {
      return Objects.requireNonNull(out);
    }

    @Override
    public byte[] chat() {
      return new byte[0];
    }

    @Override
    public OwnWords words() {
      return new OwnWords(Map.of());
    }

    @Override
    public byte[] whole(byte[] chat) {
      throw new IllegalStateException("some of the answer");
    }

    @Override
    public StreamTranslation stream(EventWriter to) {
      out = to;
      return this;
    }

    @Override
    public void chunk(byte[] json) {
      writer().comment();
      throw new IllegalStateException("some of the answer");
    }

    @Override
    public void keepAlive() {
      writer().comment();
    }

    @Override
    public void failed(ChatError error) {
      if (failsToFail) {
        throw new IllegalStateException("some of the answer");
      }
      writer().event("error", ('"' + error.message() + '"').getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void done() {
      throw new IllegalStateException("some of the answer");
    }
  }
}
