package dev.signalbox.router.api;

/**
 * What a request may need and an expert may have. A request that needs one that no expert has is
 * refused with a message naming it.
 */
public enum Capability {
  /** Answers chat completions. */
  CHAT("chat"),
  /** Continues a plain prompt. */
  COMPLETIONS("completions"),
  /** Turns text into vectors. */
  EMBEDDINGS("embeddings"),
  /** Calls tools that the request declares. */
  TOOLS("tools"),
  /** Keeps to a JSON Schema (or to JSON) when asked. */
  JSON_SCHEMA("json_schema"),
  /** Reads images. */
  IMAGES("images"),
  /** Reads audio. */
  AUDIO("audio"),
  /** Gives token log-probabilities. */
  LOGPROBS("logprobs"),
  /** Takes and gives token ids, so that a broken stream can go on elsewhere exactly. */
  TOKEN_IDS("token_ids"),
  /** Goes on with an answer begun elsewhere as its own: penalties, stop texts, half characters. */
  CONTINUATION("continuation"),
  /** Can think before it answers, with a budget. */
  THINKING("thinking");

  private final String wireName;

  Capability(String wireName) {
    this.wireName = wireName;
  }

  /** The name in configuration files, in messages and on the wire. */
  public String wireName() {
    return wireName;
  }
}
