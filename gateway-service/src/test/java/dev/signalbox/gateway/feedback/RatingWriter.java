package dev.signalbox.gateway.feedback;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A gateway that does nothing but keep ratings, here or in a process of its own. */
final class RatingWriter {
  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          Mode.SINGLE,
          "expert",
          0.875,
          Map.of(),
          "trained-1",
          "auto",
          Set.of(Capability.CHAT),
          12,
          0,
          0.25,
          null,
          ClientThinking.OFF,
          new Tokens(10, 0, 5));
  private static final byte[] PROMPT = "\"prompt\":\"hi\"".getBytes(StandardCharsets.UTF_8);

  private final RatingStore store;
  private final String name;

  /**
   * @param folder the store's, which others write to as well
   * @param longestFile bytes of one file
   * @param name begins the ids of what is rated
   */
  RatingWriter(Path folder, long longestFile, String name) {
    this.store = new RatingStore(folder, longestFile, () -> Instant.EPOCH);
    this.name = name;
  }

  /** Keeps ratings of {@code NAME-0}, {@code NAME-1} and so on, of answers to the tenant acme. */
  void keep(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String id = name + "-" + i;
      Answered answered =
          new Answered("acme", id, "expert", "default", "other", 0.5, 1, CIRCUMSTANCES, PROMPT);
      store.keep(answered, new Rating(id, 1, null), Set.of("small"));
    }
  }

  /**
   * Says that it is there, waits for a byte, and writes.
   *
   * @param arguments folder, longest file, name, how many
   */
  public static void main(String[] arguments) throws IOException {
    RatingWriter writer =
        new RatingWriter(Path.of(arguments[0]), Long.parseLong(arguments[1]), arguments[2]);
    System.out.write('r');
    System.out.flush();
    if (System.in.read() >= 0) {
      writer.keep(Integer.parseInt(arguments[3]));
    }
  }
}
