package dev.signalbox.router.api;

/** How an answer is made. Only modes that exist are listed. */
public enum Mode {
  /** One expert answers the whole request. */
  SINGLE("single");

  private final String wireName;

  Mode(String wireName) {
    this.wireName = wireName;
  }

  /** The name in requests, headers and configuration. */
  public String wireName() {
    return wireName;
  }
}
