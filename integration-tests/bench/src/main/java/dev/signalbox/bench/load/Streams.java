package dev.signalbox.bench.load;

import dev.signalbox.bench.http.Framer;
import dev.signalbox.bench.upstream.Play;
import dev.signalbox.bench.upstream.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Streams side by side, each followed by another when it ended. Where all are alike they start
 * evenly over the time between two chunks, and go on in that order. Where they are unlike they
 * start evenly over the length of one, and soon anything begins beside anything; there only what
 * happens while all of them run is noted, and so nothing of what begins on a new connection.
 */
public final class Streams {
  /** Some gateways take a minute for what an upstream sends in eight seconds. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  /** Streams start as evenly as this while the thread, which others wait for, does not spin. */
  private static final Duration TICK = Duration.ofNanos(50_000);

  /** A start that is further away is waited for, without looking all the time. */
  private static final long NEAR_NANOS = 2_000_000;

  private final byte[] request;
  private final Play play;
  private final Times firsts = new Times();
  private final Times transits = new Times();
  private int following;
  private int toStart;
  private int running;

  private Streams(byte[] request, Play play, int following) {
    this.request = request;
    this.play = play;
    this.following = following;
  }

  /**
   * Streams until all answers have come.
   *
   * @param count streams at once
   * @param rounds answers for each of them, in the mean
   * @param play what the upstream plays
   * @throws IllegalStateException if a stream lacks chunks
   */
  public static Streams of(int port, byte[] request, int count, int rounds, Play play) {
    Streams streams = new Streams(request, play, count * (rounds - 1));
    try (Connections connections = new Connections(port)) {
      streams.run(connections, count, play.length().multipliedBy(rounds).plus(GRACE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return streams;
  }

  /** From the request to the first chunk, of those that are noted. */
  public Times firsts() {
    return firsts;
  }

  /** From the upstream's sending of a chunk to its arrival, of those that are noted. */
  public Times transits() {
    return transits;
  }

  private void run(Connections connections, int count, Duration longest) throws IOException {
    long start = System.nanoTime();
    long startsOver = (play.spread() == 0 ? play.pace() : play.length()).toNanos();
    toStart = count;
    running = count;
    while (running > 0) {
      if (System.nanoTime() - start > longest.toNanos()) {
        throw new IllegalStateException(running + " streams did not end");
      }
      if (toStart == 0) {
        connections.turn(100);
        continue;
      }
      long early = start + (count - toStart) * startsOver / count - System.nanoTime();
      if (early <= 0) {
        Stream stream = new Stream(connections);
        stream.ask(connections.connect(stream));
        toStart--;
      } else if (early > NEAR_NANOS) {
        connections.turn((early - NEAR_NANOS / 2) / 1_000_000);
      } else {
        connections.turnNow(TICK);
      }
    }
  }

  /** Of unlike streams only what happens while as many run as there are to be. */
  private boolean isNoted() {
    return play.spread() == 0 || toStart == 0 && following > 0;
  }

  private final class Stream implements Connections.Handler {
    private final Connections connections;
    private final Framer framer = new Framer(new Stamp.Reader(this::arrived)::read);
    private boolean noted;
    private long asked;
    private int chunks;
    private int left;

    Stream(Connections connections) {
      this.connections = connections;
    }

    void ask(SocketChannel channel) throws IOException {
      chunks = 0;
      noted = isNoted();
      asked = Stamp.now();
      Connections.send(channel, request);
    }

    private void arrived(long sent, int number, int follow) {
      long now = Stamp.now();
      if (number != chunks) {
        throw new IllegalStateException("chunk %d (expected: %d)".formatted(number, chunks));
      }
      left = follow;
      if (chunks++ == 0 && noted) {
        firsts.add(now - asked);
      }
      if (isNoted()) {
        transits.add(now - sent);
      }
    }

    @Override
    public Framer framer() {
      return framer;
    }

    @Override
    public void answered(SocketChannel channel) throws IOException {
      if (chunks == 0 || left > 0) {
        throw new IllegalStateException(
            "a stream that lacks chunks after %d of %d, %s"
                .formatted(chunks, chunks + left, framer.firstLine()));
      }
      if (following > 0) {
        following--;
        ask(channel);
      } else {
        running--;
        connections.end(channel);
      }
    }
  }
}
