package dev.signalbox.bench.load;

import dev.signalbox.bench.http.Framer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Connections that each ask again as soon as they have their answer. */
public final class ClosedLoop implements AutoCloseable {
  private final Connections connections;
  private final byte[] request;
  private Times times = new Times();
  private long failed;

  /**
   * Connects and asks a first time.
   *
   * @param port of the server
   * @param count connections
   * @param request head and body
   */
  public ClosedLoop(int port, int count, byte[] request) {
    this.connections = new Connections(port);
    this.request = request;
    try {
      for (int i = 0; i < count; i++) {
        Asker asker = new Asker();
        asker.ask(connections.connect(asker));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Goes on for this long.
   *
   * @return times of the answers with status 200 that came meanwhile
   * @throws IllegalStateException if others came
   */
  public Times run(Duration duration) {
    times = new Times();
    long end = System.nanoTime() + duration.toNanos();
    try {
      while (System.nanoTime() < end) {
        connections.turn(10);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (failed > 0) {
      throw new IllegalStateException(failed + " answers without status 200");
    }
    return times;
  }

  @Override
  public void close() {
    connections.close();
  }

  private final class Asker implements Connections.Handler {
    private final Framer framer = new Framer(Framer.BodySink.NOTHING);
    private long asked;

    void ask(SocketChannel channel) throws IOException {
      asked = System.nanoTime();
      Connections.send(channel, request);
    }

    @Override
    public Framer framer() {
      return framer;
    }

    @Override
    public void answered(SocketChannel channel) throws IOException {
      if (framer.isOk()) {
        times.add(System.nanoTime() - asked);
      } else {
        failed++;
      }
      ask(channel);
    }
  }
}
