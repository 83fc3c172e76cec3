package dev.signalbox.bench.upstream;

import dev.signalbox.bench.http.Framer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * An OpenAI-compatible server that costs next to nothing: one thread reads requests, one sends what
 * is due later. It plays the same {@link Play} to everybody until told otherwise.
 */
public final class Upstream implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final long SEED = 1;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
  private final RandomGenerator random = new SplittableRandom(SEED);
  private volatile Play play = Play.after(Duration.ZERO);

  private Upstream(ServerSocketChannel server, Selector selector) {
    this.server = server;
    this.selector = selector;
  }

  /** Starts on a port of loopback that the system chooses. */
  public static Upstream start() {
    try {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      server.configureBlocking(false);
      Selector selector = Selector.open();
      server.register(selector, SelectionKey.OP_ACCEPT);
      Upstream upstream = new Upstream(server, selector);
      Thread.ofPlatform().name("upstream").daemon().start(upstream::serve);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.socket().getLocalPort();
  }

  /** What every later request gets. */
  public void play(Play next) {
    play = next;
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        selector.select(this::serve);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClosedSelectorException e) {
      // Closed from outside: the end.
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else if (!read(key)) {
        close((SocketChannel) key.channel());
      }
    } catch (CancelledKeyException e) {
      // The other thread could not write to it just now and has closed it.
    }
  }

  private void accept() {
    try {
      SocketChannel channel = server.accept();
      if (channel != null) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new Framer(Framer.BodySink.NOTHING));
      }
    } catch (ClosedChannelException | ClosedSelectorException e) {
      // Closed from outside: the end.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean read(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    Framer framer = (Framer) key.attachment();
    try {
      in.clear();
      if (channel.read(in) < 0) {
        return false;
      }
      in.flip();
      while (framer.read(in)) {
        answer(channel, framer.firstLine());
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void answer(SocketChannel channel, String requestLine) throws IOException {
    Play now = play.one(random);
    if (!requestLine.startsWith("POST")) {
      write(channel, ByteBuffer.wrap(CannedAnswers.MODELS));
    } else if (now.chunks() > 0) {
      chunk(channel, now, 0, System.nanoTime());
    } else if (now.delay().isZero()) {
      write(channel, ByteBuffer.wrap(CannedAnswers.COMPLETION));
    } else {
      later(
          channel,
          now.delay().toNanos(),
          () -> write(channel, ByteBuffer.wrap(CannedAnswers.COMPLETION)));
    }
  }

  private void chunk(SocketChannel channel, Play now, int index, long start) throws IOException {
    if (index == now.chunks()) {
      write(channel, CannedAnswers.end());
      return;
    }
    write(channel, CannedAnswers.event(index, now.chunks() - index - 1));
    long due = start + (index + 1) * now.pace().toNanos();
    later(channel, due - System.nanoTime(), () -> chunk(channel, now, index + 1, start));
  }

  private void later(SocketChannel channel, long nanos, Send send) {
    try {
      var unused = later.schedule(() -> send(channel, send), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      close(channel); // all of it is closing
    }
  }

  private static void send(SocketChannel channel, Send send) {
    try {
      send.run();
    } catch (IOException e) {
      close(channel);
    }
  }

  /** What is sent is small and read at once: a full socket is waited for. */
  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
    try {
      server.close();
      for (SelectionKey key : Set.copyOf(selector.keys())) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Send {
    void run() throws IOException;
  }
}
