package dev.signalbox.router.api;

import java.util.Locale;

/** What a client says itself of how much the model shall think; it wins over the policy. */
public enum ClientThinking {
  /** Nothing: the policy decides. */
  OPEN,
  /** It shall not think. */
  OFF,
  /** It shall think. */
  ON,
  /** Something that only the server understands, or one thing here and the other there. */
  OTHER;

  /** The name in logs. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What two sayings in one request come to. */
  public ClientThinking and(ClientThinking other) {
    if (this == OPEN || this == other) {
      return other;
    }
    return other == OPEN ? this : OTHER;
  }
}
