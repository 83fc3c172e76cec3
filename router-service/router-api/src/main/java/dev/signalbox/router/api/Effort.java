package dev.signalbox.router.api;

/** How much an expert thinks before it answers, least first. */
public enum Effort {
  OFF("off"),
  LOW("low"),
  HIGH("high");

  private final String wireName;

  Effort(String wireName) {
    this.wireName = wireName;
  }

  /** The name in configuration files and answers. */
  public String wireName() {
    return wireName;
  }
}
