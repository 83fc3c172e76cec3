package dev.signalbox.router.api;

import java.util.Locale;

/**
 * What a client says itself of how much the model shall think; it wins over the policy's judgement,
 * within the policy's limit.
 */
public enum ClientThinking {
  /** Nothing: the policy decides. */
  OPEN,
  /** It shall not think. */
  OFF,
  /** It shall think. */
  ON,
  /** Something that only the server understands, or that it shall and shall not. */
  OTHER;

  /** The name in logs. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
