package dev.signalbox.worker.server.meter;

/** Every meter of the worker. Tags are bounded: {@code endpoint} and {@code outcome} are enums. */
public enum MeterNames {
  RUNNING("signalbox.worker.requests.running", "Requests that hold a slot"),
  WAITING("signalbox.worker.requests.waiting", "Requests in the waiting line"),
  CACHED("signalbox.worker.cache.tokens", "Tokens in the prefix cache of idle slots"),
  REQUESTS("signalbox.worker.requests", "Requests that ended, by endpoint and outcome"),
  PROMPT_TOKENS("signalbox.worker.tokens.prompt", "Tokens of prompts, cached ones included"),
  CACHED_TOKENS(
      "signalbox.worker.tokens.cached", "Tokens of prompts that came from the prefix cache"),
  COMPLETION_TOKENS("signalbox.worker.tokens.completion", "Tokens written"),
  FIRST_TOKEN(
      "signalbox.worker.token.first", "Time from a request to its first token, waiting included"),
  NEXT_TOKEN("signalbox.worker.token.next", "Time between two chunks of one request");

  private final String meter;
  private final String description;

  MeterNames(String meter, String description) {
    this.meter = meter;
    this.description = description;
  }

  /** The meter's name. */
  public String meter() {
    return meter;
  }

  /** What it counts, as operators read it beside the meter. */
  public String description() {
    return description;
  }
}
