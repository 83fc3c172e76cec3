package dev.signalbox.gateway.translate;

import dev.signalbox.router.api.Thinking;
import org.jspecify.annotations.Nullable;

/**
 * One request in another API's shape as a chat completion, and the way back for its answer. For one
 * request.
 */
public interface Translation {

  /** The request as a chat completion: JSON, UTF-8. */
  byte[] chat();

  /** The API's own names for what a chat calls otherwise. */
  OwnWords words();

  /**
   * What the client says of thinking where a chat has no word for it, to be told to each server in
   * its own form; null if it leaves that to the policy or {@link #chat} says it all.
   */
  default @Nullable Thinking thinking() {
    return null;
  }

  /**
   * An answer that is no stream.
   *
   * @param chat the chat completion's JSON
   * @return the answer in the API's own shape
   * @throws UntranslatableException if it is no answer to a chat
   */
  byte[] whole(byte[] chat);

  /**
   * An answer that is a stream.
   *
   * @param out where its events are written
   */
  StreamTranslation stream(EventWriter out);
}
