package dev.signalbox.worker.server.meter;

/** Every meter of the worker. Tags are bounded: {@code endpoint} and {@code outcome} are enums. */
public enum MeterNames {
  /** Gauge: requests that hold a slot. */
  RUNNING("signalbox.worker.requests.running"),
  /** Gauge: requests in the waiting line. */
  WAITING("signalbox.worker.requests.waiting"),
  /** Gauge: tokens in the prefix cache of idle slots. */
  CACHED("signalbox.worker.cache.tokens"),
  /** Counter by endpoint and outcome: requests that ended. */
  REQUESTS("signalbox.worker.requests"),
  /** Counter: tokens of prompts, cached ones included. */
  PROMPT_TOKENS("signalbox.worker.tokens.prompt"),
  /** Counter: tokens of prompts that came from the prefix cache. */
  CACHED_TOKENS("signalbox.worker.tokens.cached"),
  /** Counter: tokens written. */
  COMPLETION_TOKENS("signalbox.worker.tokens.completion"),
  /** Histogram: time from the request to its first token, waiting included. */
  FIRST_TOKEN("signalbox.worker.token.first"),
  /** Histogram: time between two chunks of one request. */
  NEXT_TOKEN("signalbox.worker.token.next");

  private final String meter;

  MeterNames(String meter) {
    this.meter = meter;
  }

  /** The meter's name. */
  public String meter() {
    return meter;
  }
}
