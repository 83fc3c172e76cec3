package dev.signalbox.gateway.connection;

import io.netty.channel.Channel;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;

/**
 * Reads on after every answer on a connection that stays open.
 *
 * <p>Reactor Netty 1.3.7 forgets to (its issue 4361): when a request came before the end of the
 * answer before it was noted, and is then answered at once, nobody asks the channel for the next
 * one, and the client waits for ever. Asking once too often is harmless.
 */
public final class KeepAliveReads implements ConnectionObserver {

  @Override
  public void onStateChange(Connection connection, State state) {
    if (state == State.DISCONNECTING) {
      Channel channel = connection.channel();
      if (channel.isActive()) {
        // Not at once: the queue that forgets it is still being worked off by this thread.
        channel.eventLoop().execute(channel::read);
      }
    }
  }
}
