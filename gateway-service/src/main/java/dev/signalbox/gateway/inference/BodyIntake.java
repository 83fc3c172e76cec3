package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.events.EventEdit;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.sse.AnswerScan;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.gateway.translate.UntranslatableException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes in an answer that is no stream, so that one that breaks off can still be had elsewhere, and
 * reads it on the way. For one answer.
 */
final class BodyIntake {
  private static final int FIRST_SIZE = 1024;

  private final RelayPlan plan;
  private final long longest;
  private final Endpoint endpoint;
  private final AnswerScan scan = new AnswerScan();
  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;
  private byte @Nullable [] translated;

  /**
   * @param longest bytes that it may have
   * @param endpoint what was called, which says what an answer must have
   */
  BodyIntake(RelayPlan plan, long longest, Endpoint endpoint) {
    this.plan = plan;
    this.longest = longest;
    this.endpoint = endpoint;
  }

  /**
   * Reads the whole answer.
   *
   * @return this intake. Errors with {@link UpstreamException} if the answer is no JSON object of
   *     an answer, is too long or breaks off. Cancelling closes the upstream.
   */
  Mono<BodyIntake> read(Flux<ByteBuf> source) {
    return source
        .doOnNext(this::add)
        .then(Mono.fromCallable(this::finished))
        .onErrorMap(
            error -> !(error instanceof UpstreamException),
            error -> UpstreamException.failed("the answer broke off"));
  }

  private void add(ByteBuf piece) {
    int added = piece.readableBytes();
    if (length + (long) added > longest) {
      throw UpstreamException.failed("the answer is longer than " + longest + " bytes");
    }
    if (bytes.length < length + added) {
      bytes = Arrays.copyOf(bytes, Math.max(length + added, bytes.length * 2));
    }
    piece.getBytes(piece.readerIndex(), bytes, length, added);
    scan.feed(bytes, length, length + added, 0);
    length += added;
  }

  /**
   * Translates the answer before it counts as one.
   *
   * @param explained whether it is still to be explained, and translated anew with that
   * @return this intake
   * @throws UpstreamException if it is no answer to a chat
   */
  BodyIntake translated(Translation translation, boolean explained) {
    try {
      if (explained) {
        translation.whole(Arrays.copyOf(bytes, length)); // there is nothing to explain yet
      } else {
        ByteBuf json = json(ByteBufAllocator.DEFAULT);
        try {
          translated = translation.whole(ByteBufUtil.getBytes(json));
        } finally {
          json.release();
        }
      }
      return this;
    } catch (UntranslatableException e) {
      throw UpstreamException.failed("the answer is no chat completion: " + e.getMessage());
    }
  }

  /** The translated answer; null where it has to be explained first, or is not translated. */
  byte @Nullable [] translated() {
    return translated;
  }

  private BodyIntake finished() {
    if (!scan.complete() || scan.error()) {
      throw UpstreamException.failed("the answer is no JSON object of an answer");
    }
    if (scan.brokenOff()) {
      throw UpstreamException.failed("the answer broke off");
    }
    if (endpoint == Endpoint.EMBEDDINGS ? !scan.dataSeen() : !scan.choicesSeen()) {
      throw UpstreamException.failed(
          endpoint == Endpoint.EMBEDDINGS ? "the answer has no data" : "the answer has no choices");
    }
    return this;
  }

  /** Writes the answer as the client gets it. The caller owns the buffer. */
  ByteBuf json(ByteBufAllocator allocator) {
    EventEdit edit = new EventEdit(allocator);
    edit.expect(length);
    plan.change(bytes, 0, scan, edit);
    ByteBuf json = edit.end(bytes, length);
    return json == null ? allocator.ioBuffer(0) : json;
  }

  /** What was read of it. */
  AnswerScan scan() {
    return scan;
  }
}
