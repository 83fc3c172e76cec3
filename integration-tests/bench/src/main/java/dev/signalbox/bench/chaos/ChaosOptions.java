package dev.signalbox.bench.chaos;

import java.time.Duration;

/**
 * How bad and how long.
 *
 * @param length of the disturbed time
 * @param clients requests at once
 * @param seed of requests and troubles
 */
public record ChaosOptions(Duration length, int clients, long seed) {}
