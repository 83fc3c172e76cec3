package dev.signalbox.bench.gateway;

import dev.signalbox.bench.gateway.peer.Peer;
import dev.signalbox.bench.http.ChatRequest;
import dev.signalbox.bench.load.ClosedLoop;
import dev.signalbox.bench.load.Pairs;
import dev.signalbox.bench.load.Streams;
import dev.signalbox.bench.load.Times;
import dev.signalbox.bench.load.Visits;
import dev.signalbox.bench.process.CpuWatch;
import dev.signalbox.bench.upstream.Play;
import dev.signalbox.bench.upstream.Upstream;
import java.time.Duration;

/** The loads that a gateway is measured under. */
final class Phases {
  /** The column of calls without a gateway; nothing is taken off there. */
  private static final String DIRECT = "direct, absolute";

  private static final int CONNECTIONS = 64;
  private static final int SHORT_TEXT = 64;
  private static final int PAIRS = 2_000;
  private static final int STREAM_ROUNDS = 8;
  private static final Play STREAM = Play.stream(50, Duration.ofMillis(20));
  private static final Play SHORT = Play.stream(3, Duration.ofMillis(1));
  private static final int VISITORS = 8;
  private static final Play UNLIKE = STREAM.unlike(0.8);
  private static final int LARGE_TEXT = 150 * 1024;
  private static final int LARGE_CONNECTIONS = 32;
  private static final Duration LARGE_DELAY = Duration.ofMillis(20);
  private static final Duration SAMPLE = Duration.ofMillis(50);

  private final Upstream upstream;
  private final Figures figures;
  private double mostForeign;

  Phases(Upstream upstream, Figures figures) {
    this.upstream = upstream;
    this.figures = figures;
  }

  /** Cores that others kept busy in the worst phase. */
  double mostForeign() {
    return mostForeign;
  }

  /**
   * Load that nobody looks at: a third of the time answers in one piece, a third short streams,
   * each on a connection of its own, and a third streams as they are measured.
   */
  void warmUp(Peer peer, Duration duration) {
    Duration third = duration.dividedBy(3);
    upstream.play(Play.after(Duration.ZERO));
    try (ClosedLoop loop =
        new ClosedLoop(peer.port(), CONNECTIONS, peer.request(false, SHORT_TEXT))) {
      loop.run(third);
    }
    upstream.play(SHORT);
    Visits.of(peer.port(), peer.request(true, SHORT_TEXT), VISITORS, third);
    upstream.play(STREAM);
    int rounds = Math.toIntExact(1 + third.dividedBy(STREAM.length()));
    Streams.of(peer.port(), peer.request(true, SHORT_TEXT), CONNECTIONS, rounds, STREAM);
  }

  /** One connection, asked in turn with a direct one. */
  void latency(Peer peer) {
    upstream.play(Play.after(Duration.ZERO));
    byte[] through = peer.request(false, SHORT_TEXT);
    Pairs.of(upstream.port(), direct(false), peer.port(), through, PAIRS / 5);
    Pairs pairs = Pairs.of(upstream.port(), direct(false), peer.port(), through, PAIRS);
    figures.add(DIRECT, Figure.LATENCY_50, pairs.first().micros(0.5));
    figures.add(DIRECT, Figure.LATENCY_99, pairs.first().micros(0.99));
    add(peer, Figure.LATENCY_50, pairs.second().micros(0.5) - pairs.first().micros(0.5));
    add(peer, Figure.LATENCY_99, pairs.second().micros(0.99) - pairs.first().micros(0.99));
  }

  /** Connections that ask again as soon as they have an answer. */
  void rate(Peer peer, Duration duration) {
    upstream.play(Play.after(Duration.ZERO));
    try (ClosedLoop loop =
        new ClosedLoop(peer.port(), CONNECTIONS, peer.request(false, SHORT_TEXT))) {
      loop.run(Duration.ofSeconds(1));
      CpuWatch cpu = new CpuWatch(peer.tree());
      Times times = loop.run(duration);
      add(peer, Figure.CPU_REQUEST, cpu.micros() / times.count());
      add(peer, Figure.RATE, times.count() * 1e9 / duration.toNanos());
      heard(cpu);
    }
  }

  /** What upstream and clients could do on their core with no gateway between them. */
  void directRate(Duration duration) {
    upstream.play(Play.after(Duration.ZERO));
    try (ClosedLoop loop = new ClosedLoop(upstream.port(), CONNECTIONS, direct(false))) {
      Times times = loop.run(duration);
      figures.add(DIRECT, Figure.RATE, times.count() * 1e9 / duration.toNanos());
    }
  }

  /**
   * Paced streams that begin in the same 20 ms of each second, because all are as long, through the
   * gateway and direct. The first round stands by itself, as in the harness that the promises were
   * written with: there the gateway opens its connections to the upstream, which those that follow
   * find open.
   */
  void streams(Peer peer) {
    upstream.play(STREAM);
    byte[] request = peer.request(true, SHORT_TEXT);
    Streams coldDirect = Streams.of(upstream.port(), direct(true), CONNECTIONS, 1, STREAM);
    Streams direct = Streams.of(upstream.port(), direct(true), CONNECTIONS, 3, STREAM);
    Streams cold = Streams.of(peer.port(), request, CONNECTIONS, 1, STREAM);
    add(peer, Figure.COLD_99, added(cold.firsts(), coldDirect.firsts(), 0.99) / 1e3);
    CpuWatch cpu = new CpuWatch(peer.tree());
    Streams through = Streams.of(peer.port(), request, CONNECTIONS, STREAM_ROUNDS, STREAM);
    add(peer, Figure.CPU_CHUNK, cpu.micros() / through.transits().count());
    heard(cpu);
    figures.add(DIRECT, Figure.FIRST_50, direct.firsts().micros(0.5) / 1e3);
    figures.add(DIRECT, Figure.FIRST_99, direct.firsts().micros(0.99) / 1e3);
    figures.add(DIRECT, Figure.TRANSIT_50, direct.transits().micros(0.5));
    figures.add(DIRECT, Figure.TRANSIT_99, direct.transits().micros(0.99));
    add(peer, Figure.FIRST_50, added(through.firsts(), direct.firsts(), 0.5) / 1e3);
    add(peer, Figure.FIRST_99, added(through.firsts(), direct.firsts(), 0.99) / 1e3);
    add(peer, Figure.TRANSIT_50, added(through.transits(), direct.transits(), 0.5));
    add(peer, Figure.TRANSIT_99, added(through.transits(), direct.transits(), 0.99));
  }

  /**
   * As many paced streams, each with a length and a pace of its own, so that they drift apart, on
   * connections that stay.
   */
  void unlikeStreams(Peer peer) {
    upstream.play(UNLIKE);
    Streams direct = Streams.of(upstream.port(), direct(true), CONNECTIONS, 5, UNLIKE);
    Streams through =
        Streams.of(
            peer.port(), peer.request(true, SHORT_TEXT), CONNECTIONS, STREAM_ROUNDS + 1, UNLIKE);
    figures.add(DIRECT, Figure.UNLIKE_50, direct.firsts().micros(0.5) / 1e3);
    figures.add(DIRECT, Figure.UNLIKE_99, direct.firsts().micros(0.99) / 1e3);
    figures.add(DIRECT, Figure.UNLIKE_TRANSIT_99, direct.transits().micros(0.99));
    add(peer, Figure.UNLIKE_50, added(through.firsts(), direct.firsts(), 0.5) / 1e3);
    add(peer, Figure.UNLIKE_99, added(through.firsts(), direct.firsts(), 0.99) / 1e3);
    add(peer, Figure.UNLIKE_TRANSIT_99, added(through.transits(), direct.transits(), 0.99));
  }

  /** Large bodies: memory at the worst moment, and after a rest. */
  void largeBodies(Peer peer, Duration duration, Duration rest) throws InterruptedException {
    upstream.play(Play.after(LARGE_DELAY));
    double peak = peer.tree().residentMib();
    try (ClosedLoop loop =
        new ClosedLoop(peer.port(), LARGE_CONNECTIONS, peer.request(false, LARGE_TEXT))) {
      long end = System.nanoTime() + duration.toNanos();
      while (System.nanoTime() < end) {
        loop.run(SAMPLE);
        peak = Math.max(peak, peer.tree().residentMib());
      }
    }
    add(peer, Figure.PEAK, peak);
    Thread.sleep(rest);
    add(peer, Figure.REST, peer.tree().residentMib());
  }

  private static double added(Times through, Times direct, double share) {
    return through.micros(share) - direct.micros(share);
  }

  private static byte[] direct(boolean stream) {
    return new ChatRequest("m", null, stream, SHORT_TEXT).bytes();
  }

  private void heard(CpuWatch cpu) {
    mostForeign = Math.max(mostForeign, cpu.foreignCores());
  }

  private void add(Peer peer, Figure figure, double value) {
    figures.add(peer.name(), figure, value);
  }
}
