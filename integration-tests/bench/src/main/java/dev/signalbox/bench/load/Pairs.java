package dev.signalbox.bench.load;

import dev.signalbox.bench.http.Framer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One connection to each of two servers, asked in turn: what else the machine does meets both
 * alike.
 */
public final class Pairs {
  private final Times first = new Times();
  private final Times second = new Times();

  private Pairs() {}

  /**
   * Asks both.
   *
   * @param count how often
   */
  public static Pairs of(int port, byte[] request, int otherPort, byte[] other, int count) {
    Pairs pairs = new Pairs();
    try (SocketChannel one = connect(port);
        SocketChannel two = connect(otherPort)) {
      ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
      Framer framer = new Framer(Framer.BodySink.NOTHING);
      for (int i = 0; i < count; i++) {
        pairs.first.add(ask(one, request, in, framer));
        pairs.second.add(ask(two, other, in, framer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pairs;
  }

  public Times first() {
    return first;
  }

  public Times second() {
    return second;
  }

  private static SocketChannel connect(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  private static long ask(SocketChannel channel, byte[] request, ByteBuffer in, Framer framer)
      throws IOException {
    long start = System.nanoTime();
    Connections.send(channel, request);
    boolean whole = false;
    while (!whole) {
      in.clear();
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a connection after: " + framer.firstLine());
      }
      in.flip();
      whole = framer.read(in);
    }
    if (!framer.isOk()) {
      throw new IOException("answered " + framer.firstLine());
    }
    return System.nanoTime() - start;
  }
}
