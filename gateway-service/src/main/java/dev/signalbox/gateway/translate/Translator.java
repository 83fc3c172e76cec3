package dev.signalbox.gateway.translate;

import dev.signalbox.gateway.refusal.RefusedException;

/** Knows one API. Safe for use by many threads. */
public interface Translator {

  /**
   * Reads a request in that API's shape.
   *
   * @param bytes hold the body from their front on; they may be changed afterwards
   * @param length of the body
   * @param requestId id of the request, for errors within its answer
   * @throws RefusedException if the body is wrong or asks for what a chat completion has no word
   *     for; the message names the field
   */
  Translation read(byte[] bytes, int length, String requestId);
}
