package dev.signalbox.gateway.translate;

import dev.signalbox.gateway.sse.SseSplitter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * One stream of chat chunks on its way to a client of another API. Each piece that comes makes at
 * most one piece that goes, so that what the client does not ask for is not asked of the upstream,
 * and nothing but a begun event is held.
 *
 * <p>The end of the stream that comes in says how the one that goes out ends: its {@code [DONE]}
 * becomes the API's last event, its error event the API's error. A chunk that cannot be translated,
 * whatever it makes a translation throw, and an end without any answer are the upstream's fault:
 * {@code breakOff} is called. After a chunk the error event is awaited, at the end it is written at
 * once.
 */
public final class TranslatedStream {
  private static final byte[] NOTHING = {};

  private final Translation translation;
  private final Runnable breakOff;
  private final SseSplitter splitter = new SseSplitter();

  private byte[] carry = NOTHING;
  private int carried;
  private @Nullable ChatError broken;
  private boolean over;

  /**
   * @param breakOff takes the stream for broken: closes the upstream, if it has not ended, and
   *     makes an error event the last; called once at most
   */
  public TranslatedStream(Translation translation, Runnable breakOff) {
    this.translation = translation;
    this.breakOff = breakOff;
  }

  /**
   * Translates.
   *
   * @param chat whole events of a stream of chat chunks; at most one subscriber
   * @return the client's bytes; cancelling cancels {@code chat}
   */
  public Flux<ByteBuf> of(Flux<ByteBuf> chat) {
    return Flux.defer(() -> {
      EventWriter out = new EventWriter(ByteBufAllocator.DEFAULT);
      StreamTranslation stream = translation.stream(out);
      return chat.handle((piece, sink) -> {
        ByteBuf translated = translate(piece, stream, out);
        if (translated != null) {
          sink.next(translated);
        }
      });
    });
  }

  /** Whether something came that could not be translated, or no answer at all. */
  public boolean broken() {
    return broken != null;
  }

  private @Nullable ByteBuf translate(ByteBuf piece, StreamTranslation stream, EventWriter out) {
    try {
      take(piece);
    } finally {
      piece.release();
    }
    try {
      events(stream);
    } catch (RuntimeException | Error e) {
      out.drop(); // nobody takes what was written before
      throw e;
    }
    int cut = splitter.boundary();
    System.arraycopy(carry, cut, carry, 0, carried - cut);
    carried -= cut;
    splitter.shift(cut);
    return out.take();
  }

  private void events(StreamTranslation stream) {
    int end = splitter.next(carry, carried);
    while (end >= 0 && !over) {
      event(splitter.eventStart(), end, stream);
      end = splitter.next(carry, carried);
    }
  }

  private void take(ByteBuf piece) {
    int length = carried + piece.readableBytes();
    if (carry.length < length) {
      carry = Arrays.copyOf(carry, Math.max(length, carry.length * 2));
    }
    piece.getBytes(piece.readerIndex(), carry, carried, piece.readableBytes());
    carried = length;
  }

  private void event(int from, int to, StreamTranslation stream) {
    if (!splitter.hasData()) {
      stream.keepAlive();
    } else if (splitter.done()) {
      done(stream);
    } else if (splitter.scan().error()) {
      over = true;
      // what could not be translated broke the stream first, and the event only follows from it
      stream.failed(broken == null ? ChatError.read(EventData.of(carry, from, to)) : broken);
    } else if (broken == null) {
      chunk(EventData.of(carry, from, to), stream);
    }
  }

  private void chunk(byte[] json, StreamTranslation stream) {
    try {
      stream.chunk(json);
    } catch (RuntimeException e) {
      fails(e);
    }
  }

  private ChatError fails(RuntimeException why) {
    ChatError error = ChatError.of(UntranslatableException.of(why));
    broken = error;
    breakOff.run();
    return error;
  }

  private void done(StreamTranslation stream) {
    over = true;
    if (broken != null) {
      stream.failed(broken);
      return;
    }
    try {
      stream.done();
    } catch (RuntimeException e) {
      stream.failed(fails(e));
    }
  }
}
