package dev.signalbox.gateway.refusal;

/** The shapes in which clients read errors; each API has its own. */
public enum ErrorShape {
  /** {@code {"error": {message, type, code, param}}}. */
  OPENAI {
    @Override
    public byte[] json(Refusal refusal, String requestId) {
      return ErrorBody.json(refusal);
    }
  },

  /** {@code {"type": "error", "error": {type, message}, "request_id"}}. */
  ANTHROPIC {
    @Override
    public byte[] json(Refusal refusal, String requestId) {
      return AnthropicError.of(refusal).json(requestId);
    }
  };

  /**
   * A refusal as JSON, UTF-8.
   *
   * @param requestId id of the refused request
   */
  public abstract byte[] json(Refusal refusal, String requestId);
}
