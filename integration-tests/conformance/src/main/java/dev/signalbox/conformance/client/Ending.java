package dev.signalbox.conformance.client;

/** How the transport of an answer ended. */
public enum Ending {
  /** As HTTP wants it: the last chunk, or the announced length. */
  CLEAN("clean"),
  /** The connection broke before that. */
  CUT("cut"),
  /** Nothing came until the client's patience was over. */
  WAITING("still waiting");

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
