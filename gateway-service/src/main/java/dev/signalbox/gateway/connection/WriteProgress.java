package dev.signalbox.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/** When the other side of a connection last took something. On the connection's event loop. */
final class WriteProgress {
  private @Nullable Object lastCurrent;
  private long lastWritten;
  private long at;

  /**
   * @param now nanoseconds on the clock that it is asked by
   */
  WriteProgress(long now) {
    at = now;
  }

  /**
   * Looks, and says for how many nanoseconds nothing was taken of what waits; 0 if nothing waits.
   */
  long stuckFor(Channel channel, long now) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    Object current = waiting == null ? null : waiting.current();
    long written = waiting == null ? 0 : waiting.currentProgress();
    if (current == null || current != lastCurrent || written != lastWritten) {
      lastCurrent = current;
      lastWritten = written;
      at = now;
    }
    return now - at;
  }
}
