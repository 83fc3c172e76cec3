package dev.signalbox.gateway.events;

import dev.signalbox.gateway.sse.SseSplitter;

/** What becomes of one event on its way to the client. For one stream and one thread. */
public interface EventShape {
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
