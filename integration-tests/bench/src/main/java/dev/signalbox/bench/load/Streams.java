package dev.signalbox.bench.load;

import dev.signalbox.bench.http.Framer;
import dev.signalbox.bench.upstream.Play;
import dev.signalbox.bench.upstream.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Streams side by side, each asked for again when it ended. They start evenly over the time between
 * two chunks and leave as they end, so that nothing comes in bursts that no clients of the world
 * would make.
 */
public final class Streams {
  /** Some gateways take a minute for what an upstream sends in eight seconds. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  /** Streams start as evenly as this while the thread, which others wait for, does not spin. */
  private static final Duration TICK = Duration.ofNanos(50_000);

  private final byte[] request;
  private final Play play;
  private final int rounds;
  private final Times firsts = new Times();
  private final Times transits = new Times();
  private int running;

  private Streams(byte[] request, Play play, int rounds) {
    this.request = request;
    this.play = play;
    this.rounds = rounds;
  }

  /**
   * Streams to the end of the last round.
   *
   * @param count streams at once
   * @param rounds answers of each
   * @param play what the upstream plays
   * @throws IllegalStateException if a stream lacks chunks
   */
  public static Streams of(int port, byte[] request, int count, int rounds, Play play) {
    Streams streams = new Streams(request, play, rounds);
    try (Connections connections = new Connections(port)) {
      streams.run(connections, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return streams;
  }

  /** From the request to the first chunk. */
  public Times firsts() {
    return firsts;
  }

  /** From the upstream's sending of a chunk to its arrival. */
  public Times transits() {
    return transits;
  }

  private void run(Connections connections, int count) throws IOException {
    long start = System.nanoTime();
    long length = rounds * play.chunks() * play.pace().toNanos() + GRACE.toNanos();
    running = count;
    for (int started = 0; running > 0; ) {
      if (System.nanoTime() - start > length) {
        throw new IllegalStateException(running + " streams did not end");
      }
      if (started < count && System.nanoTime() - start >= started * play.pace().toNanos() / count) {
        Stream stream = new Stream();
        stream.ask(connections.connect(stream));
        started++;
      }
      if (started < count) {
        connections.turnNow(TICK);
      } else {
        connections.turn(100);
      }
    }
  }

  private final class Stream implements Connections.Handler {
    private final Framer framer = new Framer(new Stamp.Reader(this::arrived)::read);
    private long asked;
    private int chunks;
    private int ended;

    void ask(SocketChannel channel) throws IOException {
      chunks = 0;
      asked = Stamp.now();
      Connections.send(channel, request);
    }

    private void arrived(long sent) {
      long now = Stamp.now();
      if (chunks++ == 0) {
        firsts.add(now - asked);
      }
      transits.add(now - sent);
    }

    @Override
    public Framer framer() {
      return framer;
    }

    @Override
    public void answered(SocketChannel channel) throws IOException {
      if (chunks != play.chunks()) {
        throw new IllegalStateException(
            "a stream with %d chunks (expected: %d) after %s"
                .formatted(chunks, play.chunks(), framer.firstLine()));
      }
      if (++ended == rounds) {
        running--;
        channel.close();
      } else {
        ask(channel);
      }
    }
  }
}
