package dev.signalbox.gateway.events;

/** Hears the pace of a stream. Called on the event loop; must be quick. */
public interface RelayListener {

  /**
   * A chunk with a choice in it has come.
   *
   * @param sinceLast nanoseconds since the one before
   */
  void token(long sinceLast);
}
