package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.server.openai.answer.AnswerEvents;
import dev.signalbox.worker.server.openai.answer.ErrorJson;
import dev.signalbox.worker.server.openai.answer.JsonBytes;
import dev.signalbox.worker.server.openai.error.ErrorMapping;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** Turns the chunks of one answer into the bytes of its event stream. For one subscriber. */
final class EventStream {
  private final AnswerEvents events;
  private final DataBufferFactory buffers;
  private final JsonBytes out = new JsonBytes(1024);
  private boolean begun;

  EventStream(AnswerEvents events, DataBufferFactory buffers) {
    this.events = events;
    this.buffers = buffers;
  }

  /**
   * One buffer for each chunk that shows something. An error before the first is passed on as it
   * is, so that it can become an HTTP status; after it, an error event comes and then {@link
   * BrokenStreamException}.
   */
  Flux<DataBuffer> over(Flux<TokenChunk> chunks) {
    return chunks.<DataBuffer>handle(this::write).onErrorResume(this::broken);
  }

  private void write(TokenChunk chunk, SynchronousSink<DataBuffer> sink) {
    out.clear();
    events.write(chunk, out);
    if (out.size() > 0) {
      begun = true;
      sink.next(buffer());
    }
  }

  private Flux<DataBuffer> broken(Throwable error) {
    if (!begun) {
      return Flux.error(error);
    }
    out.clear();
    ErrorJson.event(out, ErrorMapping.toApi(error));
    return Flux.concat(Mono.fromSupplier(this::buffer), Mono.error(new BrokenStreamException()));
  }

  private DataBuffer buffer() {
    return buffers.allocateBuffer(out.size()).write(out.array(), 0, out.size());
  }
}
