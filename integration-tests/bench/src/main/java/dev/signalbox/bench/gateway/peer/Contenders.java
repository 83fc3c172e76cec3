package dev.signalbox.bench.gateway.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** All gateways that can be measured. */
public final class Contenders {
  private static final Contender OURS = new Signalbox();
  private static final Contender FLOOR = new Nginx();
  private static final List<Contender> ALL =
      List.of(OURS, FLOOR, new Haproxy(), new VllmRouter(), new LiteLlm());

  private Contenders() {}

  /** Signalbox, and before it nginx where this machine has it: what a table needs at least. */
  public static List<String> usual() {
    return isHere(FLOOR) ? List.of(FLOOR.name(), OURS.name()) : List.of(OURS.name());
  }

  /**
   * How a gateway is started.
   *
   * @param upstream port of the model server
   * @param folder for what it needs on disk
   * @throws IllegalArgumentException if there is none of this name, or not on this machine
   */
  public static Launch launch(String name, int upstream, Path folder) {
    for (Contender contender : ALL) {
      if (contender.name().equals(name)) {
        if (!isHere(contender)) {
          throw new IllegalArgumentException(
              "--peers: %s (expected: %s on the PATH)".formatted(name, contender.program()));
        }
        try {
          return contender.launch(upstream, Ports.free(), folder);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalArgumentException(
        "--peers: %s (expected: one of %s)"
            .formatted(name, ALL.stream().map(Contender::name).collect(Collectors.joining(", "))));
  }

  private static boolean isHere(Contender contender) {
    return contender.program().isEmpty() || !Programs.find(contender.program()).isEmpty();
  }
}
