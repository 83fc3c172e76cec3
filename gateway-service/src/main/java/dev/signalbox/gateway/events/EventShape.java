package dev.signalbox.gateway.events;

import dev.signalbox.gateway.sse.SseSplitter;

/** What becomes of one event on its way to the client. For one stream and one thread. */
public interface EventShape {
  /**
   * Whether an event can be told to the client at all; asked once, before it is counted and given
   * to {@link #apply}. One that cannot breaks its stream.
   *
   * @param event what was found in it
   * @param usageOnly whether it carries usage and nothing else
   */
  default boolean tells(byte[] bytes, SseSplitter event, boolean usageOnly) {
    return true;
  }

  /**
   * Makes the changes.
   *
   * @param start first byte of the event
   * @param end one past its last
   * @param event what was found in it
   * @param usageOnly whether it carries usage and nothing else
   */
  void apply(
      byte[] bytes, int start, int end, SseSplitter event, boolean usageOnly, EventEdit edit);
}
