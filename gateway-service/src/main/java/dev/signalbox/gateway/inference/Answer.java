package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.relay.Ending;
import dev.signalbox.gateway.translate.TranslatedStream;
import dev.signalbox.gateway.translate.Translation;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is sent to the client with status 200. */
public sealed interface Answer {

  /**
   * A JSON answer of known length.
   *
   * @param json the bytes; whoever sends it owns them
   */
  record Whole(ByteBuf json) implements Answer {}

  /**
   * A stream of server-sent events.
   *
   * @param body its bytes. Cancelling it closes the upstream
   * @param ending read once the body has completed: whether the client may take it for whole. If
   *     not, the connection must end without the mark of a clean end
   * @param stop ends it with an error, because the gateway ends; on the exchange's event loop
   */
  record Streamed(Flux<ByteBuf> body, Mono<Ending> ending, Consumer<Refusal> stop)
      implements Answer {

    /**
     * The stream in the shape of the client's API.
     *
     * @param translation null where that is the upstream's own
     * @param breakOff makes the stream a broken one, if it cannot be translated
     */
    Streamed in(@Nullable Translation translation, Runnable breakOff) {
      if (translation == null) {
        return this;
      }
      TranslatedStream stream = new TranslatedStream(translation, breakOff);
      return new Streamed(
          stream.of(body), ending.map(how -> stream.broken() ? Ending.BROKEN : how), stop);
    }
  }
}
