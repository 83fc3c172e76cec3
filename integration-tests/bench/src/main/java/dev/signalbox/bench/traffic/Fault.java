package dev.signalbox.bench.traffic;

/** Requests that must be refused, each with the status and the code that the contract gives it. */
public enum Fault {
  MALFORMED(400, "invalid_request", "{\"model\":\"auto\",\"messages\":[", "application/json"),
  NO_MESSAGES(400, "invalid_request", "{\"model\":\"auto\"}", "application/json"),
  DUPLICATE(
      400,
      "duplicate_key",
      "{\"model\":\"auto\",\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
      "application/json"),
  UNKNOWN_MODEL(
      404,
      "model_not_found",
      "{\"model\":\"nobody\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
      "application/json"),
  TOO_LONG(
      400,
      "context_length_exceeded",
      "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\""
          + "The ship crossed the wide river. ".repeat(4_000)
          + "\"}]}",
      "application/json"),
  NO_JSON(415, "unsupported_media_type", "hello", "text/plain");

  private final int status;
  private final String code;
  private final String body;
  private final String mediaType;

  Fault(int status, String code, String body, String mediaType) {
    this.status = status;
    this.code = code;
    this.body = body;
    this.mediaType = mediaType;
  }

  String body() {
    return body;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * Whether this is a refusal that the contract promises. Only a worker knows how long a prompt is:
   * where none answers, that is said instead.
   */
  boolean isAnswered(Ended ended) {
    return ended instanceof Ended.Refused refused
        && ((refused.status() == status && refused.code().equals(code))
            || (this == TOO_LONG && refused.isForLackOfWorkers()));
  }
}
