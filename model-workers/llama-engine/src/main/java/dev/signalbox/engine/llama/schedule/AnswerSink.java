package dev.signalbox.engine.llama.schedule;

import dev.signalbox.worker.api.TokenChunk;

/**
 * Where the chunks of one request go. Never blocks and runs no code of the reader; called by the
 * scheduler's thread alone but for {@link #demand}.
 */
public interface AnswerSink {

  /** Chunks that may be written now; no more than these are. */
  long demand();

  void next(TokenChunk chunk);

  void complete();

  void fail(Throwable error);
}
