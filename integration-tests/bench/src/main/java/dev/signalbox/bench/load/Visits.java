package dev.signalbox.bench.load;

import dev.signalbox.bench.http.Framer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Clients that come, ask once, take the whole answer and go. What a server runs for new connections
 * alone is as warm after it as it is where people come and go all day.
 */
public final class Visits {
  private final Connections connections;
  private final byte[] request;
  private final long until;
  private int here;
  private int done;

  private Visits(Connections connections, byte[] request, long until) {
    this.connections = connections;
    this.request = request;
    this.until = until;
  }

  /**
   * Visits a server until the time is up.
   *
   * @param atOnce clients that are there at a time
   * @return answers that were taken
   */
  public static int of(int port, byte[] request, int atOnce, Duration duration) {
    try (Connections connections = new Connections(port)) {
      Visits visits = new Visits(connections, request, System.nanoTime() + duration.toNanos());
      for (int i = 0; i < atOnce; i++) {
        visits.come();
      }
      while (visits.here > 0) {
        connections.turn(100);
      }
      return visits.done;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void come() throws IOException {
    here++;
    Connections.send(connections.connect(new Visit()), request);
  }

  private final class Visit implements Connections.Handler {
    private final Framer framer = new Framer(Framer.BodySink.NOTHING);

    @Override
    public Framer framer() {
      return framer;
    }

    @Override
    public void answered(SocketChannel channel) throws IOException {
      connections.end(channel);
      here--;
      done++;
      if (System.nanoTime() < until) {
        come();
      }
    }
  }
}
