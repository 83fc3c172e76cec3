package dev.signalbox.gateway.translate;

/**
 * Makes of the events of one chat completion the events of another API, one by one as they come.
 * After {@link #failed} or {@link #done} nothing else is called. For one thread.
 */
public interface StreamTranslation {

  /**
   * A chunk.
   *
   * @param json its JSON
   * @throws UntranslatableException if it is no chunk of an answer to a chat
   */
  void chunk(byte[] json);

  /** Nothing has come for a while, and the client's connection wants to be kept alive. */
  void keepAlive();

  /** The stream is broken, or there is none: the API's error event, and no end that looks whole. */
  void failed(ChatError error);

  /**
   * The stream was whole.
   *
   * @throws UntranslatableException if it held no answer
   */
  void done();
}
