package dev.signalbox.bench.soak;

/**
 * How long the soak is.
 *
 * @param requests of all kinds
 * @param baseline request after which memory is looked at first
 * @param clients requests at once
 * @param seed of the requests
 */
public record SoakOptions(int requests, int baseline, int clients, long seed) {
  /**
   * @throws IllegalArgumentException if memory is looked at first after the last request
   */
  public SoakOptions {
    if (baseline >= requests) {
      throw new IllegalArgumentException(
          "--baseline: %d (expected: less than --requests, %d)".formatted(baseline, requests));
    }
  }
}
