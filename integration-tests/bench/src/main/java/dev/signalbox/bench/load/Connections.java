package dev.signalbox.bench.load;

import dev.signalbox.bench.http.Framer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Kept-alive connections to one server, driven by the calling thread. */
final class Connections implements AutoCloseable {
  private final int port;
  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
  private final Set<SocketChannel> open = new HashSet<>();

  Connections(int port) {
    this.port = port;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One connection's view of what happens to it. */
  interface Handler {
    Framer framer();

    /** A whole answer came. May end the connection. */
    void answered(SocketChannel channel) throws IOException;
  }

  SocketChannel connect(Handler handler) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, handler);
    open.add(channel);
    return channel;
  }

  /**
   * Reads what came, waiting for it at most so long.
   *
   * @throws IOException if a server closed a connection that something is waited for on
   */
  void turn(long millis) throws IOException {
    selector.select(millis);
    readAll();
  }

  /**
   * Reads what is there; if it is nothing, rests for so long.
   *
   * @throws IOException as {@link #turn} does
   */
  void turnNow(Duration rest) throws IOException {
    if (selector.selectNow() == 0) {
      LockSupport.parkNanos(rest.toNanos());
    }
    readAll();
  }

  private void readAll() throws IOException {
    var keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      SelectionKey key = keys.next();
      keys.remove();
      read((SocketChannel) key.channel(), (Handler) key.attachment());
    }
  }

  private void read(SocketChannel channel, Handler handler) throws IOException {
    in.clear();
    if (channel.read(in) < 0) {
      throw new IOException(
          "the server closed a connection after: " + handler.framer().firstLine());
    }
    in.flip();
    while (channel.isOpen() && handler.framer().read(in)) {
      handler.answered(channel);
    }
  }

  /** Sends all; a server that does not read is waited for. */
  static void send(SocketChannel channel, byte[] request) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Ends a connection. */
  void end(SocketChannel channel) throws IOException {
    open.remove(channel);
    channel.close();
  }

  @Override
  public void close() {
    try {
      for (SocketChannel channel : open) {
        channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
