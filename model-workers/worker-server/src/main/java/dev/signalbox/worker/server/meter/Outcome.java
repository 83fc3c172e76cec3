package dev.signalbox.worker.server.meter;

/** How a request ended; a tag. */
public enum Outcome {
  COMPLETE,
  /** Refused before it began: bad, too long, no room. */
  REFUSED,
  /** The engine failed under it. */
  FAILED,
  /** The client went away. */
  CANCELLED
}
