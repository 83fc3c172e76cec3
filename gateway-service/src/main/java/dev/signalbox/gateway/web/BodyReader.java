package dev.signalbox.gateway.web;

import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.loop.WithinTime;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Takes a request's body in, up to a size and within a time. Memory grows with what has come, not
 * with what the client says will come.
 */
final class BodyReader {
  private static final int FIRST_SIZE = 64 * 1024;

  private final LimitProperties limits;

  BodyReader(LimitProperties limits) {
    this.limits = limits;
  }

  /**
   * Reads the body.
   *
   * @param holding takes what the body needs; whoever gave it lets go of it, here nobody does
   * @param use makes something of the bytes and their number
   * @return what {@code use} made. Errors with {@link RefusedException} if the body is too long or
   *     too slow, or too much is held already
   */
  <T> Mono<T> read(
      HttpServerRequest request,
      EventExecutor loop,
      BodyBytes.Holding holding,
      BiFunction<byte[], Integer, T> use) {
    long announced = announced(request);
    long longest = limits.requestBody().toBytes();
    if (announced > longest) {
      return Mono.error(tooLarge());
    }
    Collected body =
        new Collected((int) Math.min(announced < 0 ? 1024 : announced, FIRST_SIZE), holding);
    Mono<T> read =
        request
            .receive()
            .doOnNext(piece -> body.add(piece, announced, longest))
            .then(Mono.fromCallable(() -> use.apply(body.bytes, body.length)));
    return new WithinTime<>(read, limits.readTimeout(), loop, () -> tooSlow(limits.readTimeout()));
  }

  private static long announced(HttpServerRequest request) {
    String length = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    if (length == null) {
      return -1;
    }
    try {
      return Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      throw new RefusedException(Refusal.BadRequest.body("content-length: no number"));
    }
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        new Refusal.TooLarge(
            "the body is longer than " + limits.requestBody().toBytes() + " bytes"));
  }

  /** The refusal of a body that has had this time to come. */
  static RefusedException tooSlow(Duration time) {
    return new RefusedException(
        new Refusal.TooSlow("the body did not come within " + time.toSeconds() + " s"));
  }

  private final class Collected {
    private final BodyBytes.Holding holding;
    private byte[] bytes;
    private int length;

    Collected(int size, BodyBytes.Holding holding) {
      holding.take(size);
      this.holding = holding;
      this.bytes = new byte[size];
    }

    void add(ByteBuf piece, long announced, long longest) {
      int added = piece.readableBytes();
      if (length + (long) added > longest) {
        throw tooLarge();
      }
      if (length + added > bytes.length) {
        long wanted = Math.max(length + (long) added, bytes.length * 2L);
        int size = (int) Math.min(wanted, announced < 0 ? longest : announced);
        holding.take(size - bytes.length);
        bytes = Arrays.copyOf(bytes, size);
      }
      piece.getBytes(piece.readerIndex(), bytes, length, added);
      length += added;
    }
  }
}
