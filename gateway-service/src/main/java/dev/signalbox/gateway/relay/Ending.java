package dev.signalbox.gateway.relay;

/** How a stream ended. */
public enum Ending {
  /** The client may take it for the whole answer. */
  WHOLE,
  /** Its last event is an error, and the connection must end without the mark of a clean end. */
  BROKEN
}
