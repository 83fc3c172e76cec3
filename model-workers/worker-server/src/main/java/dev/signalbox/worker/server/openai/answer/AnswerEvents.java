package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenChunk;

/** Writes the chunks of one answer as server-sent events. One for each answer; not for threads. */
public interface AnswerEvents {
  /**
   * Appends the events of a chunk, {@code [DONE]} after the last; nothing if the chunk shows
   * nothing yet.
   */
  void write(TokenChunk chunk, JsonBytes out);
}
