package dev.signalbox.conformance;

import java.util.Locale;

/**
 * One thing that a gateway owes its clients or its operators. Its class is its name; one file a
 * promise.
 */
public interface Promise {

  /** The promise in one sentence. */
  String says();

  /**
   * Tries the gateway.
   *
   * @return what was seen, a few words for the report
   * @throws Broken if the promise was not kept; the message says what was seen
   */
  String check(Stage stage) throws Exception;

  /** Whether the promise can be tried with the settings at hand. */
  default boolean applies(Stage stage) {
    return true;
  }

  /** The name in reports and on the command line: {@code CrlfFraming} is {@code crlf-framing}. */
  default String id() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
