package dev.signalbox.router.api;

/** How an answer is made. Only modes that exist are listed. */
public enum Mode {
  /** One expert answers the whole request. */
  SINGLE("single"),
  /** A cheap expert drafts; if its own tokens say that it is not sure, the next one answers. */
  CASCADE("cascade");

  private final String wireName;

  Mode(String wireName) {
    this.wireName = wireName;
  }

  /** The name in requests, headers and configuration. */
  public String wireName() {
    return wireName;
  }
}
