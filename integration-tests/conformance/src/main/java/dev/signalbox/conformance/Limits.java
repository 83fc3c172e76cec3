package dev.signalbox.conformance;

import java.time.Duration;
import java.util.Optional;

/**
 * Times that the client keeps, and those that the operator set at the gateway.
 *
 * @param patience how long to wait for an answer that should come
 * @param firstToken after which the gateway gives up an upstream that says nothing; empty leaves
 *     out the promises about it
 * @param keepAlive after which the gateway sends comments while it waits; empty leaves out the
 *     promises about it
 * @param read after which the gateway gives up a request that does not come whole; empty leaves out
 *     the promises about it
 */
public record Limits(
    Duration patience,
    Optional<Duration> firstToken,
    Optional<Duration> keepAlive,
    Optional<Duration> read) {

  /** Ten seconds of patience, and nothing known of the gateway. */
  public static Limits unknown() {
    return new Limits(Duration.ofSeconds(10), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
