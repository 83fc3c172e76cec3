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
  /** More than an answer of a warm-up takes. */
  private static final Duration GRACE = Duration.ofSeconds(30);

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
   * Visits a server until the time is up. Each visit takes a local port, which Linux gives again
   * after a second; other systems may run out of them.
   *
   * @param atOnce clients that are there at a time
   * @return answers that were taken
   * @throws IllegalStateException if one does not end, or has another status than 200
   */
  public static int of(int port, byte[] request, int atOnce, Duration duration) {
    try (Connections connections = new Connections(port)) {
      Visits visits = new Visits(connections, request, System.nanoTime() + duration.toNanos());
      for (int i = 0; i < atOnce; i++) {
        visits.come();
      }
      while (visits.here > 0) {
        if (System.nanoTime() - visits.until > GRACE.toNanos()) {
          throw new IllegalStateException(visits.here + " answers did not end");
        }
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
      if (!framer.isOk()) {
        throw new IllegalStateException("a visitor was answered: " + framer.firstLine());
      }
      connections.end(channel);
      here--;
      done++;
      if (System.nanoTime() - until < 0) {
        come();
      }
    }
  }
}
