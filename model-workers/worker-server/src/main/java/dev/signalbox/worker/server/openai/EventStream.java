package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.server.openai.answer.AnswerEvents;
import dev.signalbox.worker.server.openai.answer.ErrorJson;
import dev.signalbox.worker.server.openai.answer.JsonBytes;
import dev.signalbox.worker.server.openai.error.ErrorMapping;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** Turns the chunks of one answer into the bytes of its event stream. For one subscriber. */
final class EventStream {
  private final AnswerEvents events;
  private final JsonBytes out = new JsonBytes(1024);
  private boolean begun;

  EventStream(AnswerEvents events) {
    this.events = events;
  }

  /**
   * One piece for each chunk that shows something: plain memory, so that nobody has to let go of a
   * piece that is never written. An error before the first is passed on as it is, so that it can
   * become an HTTP status; after it, an error event comes and then {@link BrokenStreamException}.
   */
  Flux<byte[]> over(Flux<TokenChunk> chunks) {
    return chunks.<byte[]>handle(this::write).onErrorResume(this::broken);
  }

  private void write(TokenChunk chunk, SynchronousSink<byte[]> sink) {
    out.clear();
    events.write(chunk, out);
    if (out.size() > 0) {
      begun = true;
      sink.next(out.toByteArray());
    }
  }

  private Flux<byte[]> broken(Throwable error) {
    if (!begun) {
      return Flux.error(error);
    }
    out.clear();
    ErrorJson.event(out, ErrorMapping.toApi(error));
    return Flux.concat(
        Mono.fromSupplier(out::toByteArray), Mono.error(new BrokenStreamException()));
  }
}
