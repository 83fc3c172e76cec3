package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Clients that leave, by turns closing and resetting, and how soon the upstream sees it. */
final class Departure {
  private static final int TRIES = 6;
  private static final Duration LIMIT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Stage stage;

  Departure(Stage stage) {
    this.stage = stage;
  }

  /**
   * Leaves {@value #TRIES} times.
   *
   * @param events data events that the client reads before it leaves
   * @return median and worst time
   * @throws Broken if the median is beyond 100 ms or one was never noticed
   */
  String noticed(Supplier<Script> script, Chat chat, int events) throws Exception {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      micros.add(once(script.get(), chat, events, i % 2 == 1));
    }
    micros.sort(null);
    long median = micros.get(TRIES / 2);
    Broken.unless(
        median <= LIMIT.toNanos() / 1000, "median %.1f ms of %d tries", median / 1e3, TRIES);
    return "median %.1f ms, worst %.1f ms".formatted(median / 1e3, micros.getLast() / 1e3);
  }

  private long once(Script script, Chat chat, int events, boolean reset) throws Exception {
    try (Stage.Open open = stage.open(chat, script)) {
      Call call = open.arrived();
      if (events > 0) {
        open.exchange().events(events, stage.patience());
      } else {
        Thread.sleep(Duration.ofMillis(30));
      }
      long left = System.nanoTime();
      if (reset) {
        open.exchange().reset();
      } else {
        open.exchange().close();
      }
      Optional<Long> seen = call.abandoned(PATIENCE);
      Broken.unless(
          seen.isPresent(),
          "not noticed within %d s of a %s",
          PATIENCE.toSeconds(),
          reset ? "reset" : "close");
      return Math.max(0, (seen.get() - left) / 1000);
    }
  }
}
