package dev.signalbox.worker.server.openai.request;

/**
 * A request to {@code /v1/embeddings}, checked.
 *
 * @param model the model's name as the client wrote it
 * @param inputs what to embed, at least one
 * @param base64 whether vectors are written as little-endian 32-bit floats in Base64
 * @param dimensions length that the client expects; 0 for the model's own
 */
public record EmbeddingRequest(String model, TextInputs inputs, boolean base64, int dimensions) {
  private static final int MAX_INPUTS = 2048;

  /**
   * Reads the body.
   *
   * @throws dev.signalbox.worker.server.openai.error.ApiException naming the first field that is
   *     wrong
   */
  public static EmbeddingRequest read(Fields body) {
    return new EmbeddingRequest(
        body.text("model"),
        TextInputs.read(body, "input", MAX_INPUTS, true),
        base64(body),
        body.whole("dimensions", 1, Integer.MAX_VALUE, 0));
  }

  private static boolean base64(Fields body) {
    if (!body.has("encoding_format")) {
      return false;
    }
    return switch (body.word("encoding_format")) {
      case "float" -> false;
      case "base64" -> true;
      default -> throw body.invalid("encoding_format", "float or base64");
    };
  }
}
