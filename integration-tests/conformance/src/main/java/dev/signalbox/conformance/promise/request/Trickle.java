package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Exchange;
import java.io.IOException;
import java.time.Duration;

/**
 * A client that sends a little now and then, so that the connection is never silent (slow loris).
 *
 * @param drop what it sends each time
 */
record Trickle(String drop) {
  private static final int DROPS_PER_LIMIT = 8;

  /**
   * Drips until the gateway gives up.
   *
   * @param limit the time that the gateway is set to
   * @throws Broken if it did not within twice the limit, or gave something other than 4xx
   */
  String into(Exchange exchange, Duration limit) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 2 * limit.toNanos()) {
      Answer answer = exchange.answer(limit.dividedBy(DROPS_PER_LIMIT));
      if (answer.ending() != Ending.WAITING) {
        Broken.unless(
            answer.status() == 0 || answer.status() >= 400 && answer.status() < 500,
            "status %d",
            answer.status());
        return "%s after %d ms"
            .formatted(
                answer.status() == 0 ? "closed" : "status " + answer.status(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
      }
      try {
        exchange.send(drop);
      } catch (IOException e) {
        return "closed after %d ms"
            .formatted(Duration.ofNanos(System.nanoTime() - start).toMillis());
      }
    }
    throw new Broken("still open after %d ms".formatted(2 * limit.toMillis()));
  }
}
