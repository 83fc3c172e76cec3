package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.schedule.AnswerSink;
import dev.signalbox.worker.api.TokenChunk;
import reactor.core.publisher.FluxSink;

/** Hands a request's chunks to a reactive stream, no more than it asked for. */
record FluxAnswer(FluxSink<TokenChunk> sink) implements AnswerSink {
  @Override
  public long demand() {
    return sink.requestedFromDownstream();
  }

  @Override
  public void next(TokenChunk chunk) {
    sink.next(chunk);
  }

  @Override
  public void complete() {
    sink.complete();
  }

  @Override
  public void fail(Throwable error) {
    sink.error(error);
  }
}
