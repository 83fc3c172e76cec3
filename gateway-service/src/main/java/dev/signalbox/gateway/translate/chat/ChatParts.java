package dev.signalbox.gateway.translate.chat;

import org.jspecify.annotations.Nullable;

/**
 * Hears what a chat completion says, piece by piece: a stream says it in many pieces, an answer at
 * once in few. For one answer, one thread.
 */
public interface ChatParts {

  /** The answer has begun; heard first, once or with every chunk. */
  void opened(String model);

  /** Thinking before the answer. */
  void thought(String text);

  /** A piece of the answer. */
  void said(String text);

  /** A piece of a refusal in the place of an answer. */
  void refused(String text);

  /**
   * A piece of a tool call.
   *
   * @param index of the call within the answer
   * @param id of the call; null if it was told before
   * @param name of the tool; null if it was told before
   * @param arguments next piece of its arguments' JSON
   */
  void called(int index, @Nullable String id, @Nullable String name, String arguments);

  /** The answer has ended; counts may follow. */
  void finished(Finish why);

  /** What it took. */
  void counted(Usage usage);
}
