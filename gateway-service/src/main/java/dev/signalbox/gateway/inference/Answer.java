package dev.signalbox.gateway.inference;

import io.netty.buffer.ByteBuf;
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
   */
  record Streamed(Flux<ByteBuf> body, Mono<Ending> ending) implements Answer {}

  /** How a stream ended. */
  enum Ending {
    WHOLE,
    BROKEN
  }
}
