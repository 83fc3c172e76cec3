package dev.signalbox.bench.gateway;

import dev.signalbox.bench.gateway.peer.Contenders;
import dev.signalbox.bench.gateway.peer.Launch;
import dev.signalbox.bench.gateway.peer.Peer;
import dev.signalbox.bench.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures gateways on one core, one next to the other: each figure is taken from all of them
 * before it is taken again, so that what else the machine does meets all alike.
 */
public final class GatewayBench {
  private static final Duration DIRECT_LOAD = Duration.ofSeconds(2);

  private final GatewayOptions options;

  public GatewayBench(GatewayOptions options) {
    this.options = options;
  }

  /** Measures and prints the table. */
  public void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench-gateway");
    List<Peer> peers = new ArrayList<>();
    Figures figures = new Figures();
    try (Upstream upstream = Upstream.start()) {
      List<String> names = options.peers().isEmpty() ? Contenders.usual() : options.peers();
      for (String name : names) {
        say("starting " + name + " twice");
        Launch launch = Contenders.launch(name, upstream.port(), folder);
        peers.add(launch.twice(folder.resolve(name + ".log")));
      }
      Phases phases = new Phases(upstream, figures);
      measure(peers, phases, figures);
      System.out.print(figures.table());
      System.out.printf(
          "medians (smallest-largest) of %d rounds after %d s of load; other processes kept at most"
              + " %.2f cores busy%n",
          options.rounds(), options.warmUp().toSeconds(), phases.mostForeign());
    } finally {
      peers.forEach(Peer::close);
    }
  }

  private void measure(List<Peer> peers, Phases phases, Figures figures)
      throws InterruptedException {
    for (Peer peer : peers) {
      figures.add(peer.name(), Figure.START, peer.startMillis());
      figures.add(peer.name(), Figure.IDLE, peer.idleMib());
      say("warming up " + peer.name());
      phases.warmUp(peer, options.warmUp());
    }
    for (int round = 1; round <= options.rounds(); round++) {
      say("round %d of %d".formatted(round, options.rounds()));
      peers.forEach(phases::latency);
      phases.directRate(DIRECT_LOAD);
      peers.forEach(peer -> phases.rate(peer, options.load()));
      peers.forEach(phases::streams);
      peers.forEach(phases::unlikeStreams);
    }
    for (Peer peer : peers) {
      say("large bodies through " + peer.name());
      phases.largeBodies(peer, options.load(), options.rest());
    }
  }

  private static void say(String progress) {
    System.err.println("bench: " + progress);
  }
}
