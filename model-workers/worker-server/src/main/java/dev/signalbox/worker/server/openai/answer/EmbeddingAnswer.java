package dev.signalbox.worker.server.openai.answer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** The answer to a request for embeddings. */
public final class EmbeddingAnswer {
  private EmbeddingAnswer() {}

  /**
   * Writes it.
   *
   * @param promptTokens tokens of all inputs
   * @param base64 vectors as little-endian 32-bit floats in Base64 instead of arrays
   */
  public static byte[] write(
      String model, List<float[]> vectors, int promptTokens, boolean base64) {
    JsonBytes out = new JsonBytes(vectors.size() * 4096 + 128);
    out.raw("{\"object\":\"list\",\"data\":[");
    for (int i = 0; i < vectors.size(); i++) {
      AnswerJson.comma(out, i);
      out.raw("{\"object\":\"embedding\",\"index\":").number(i).raw(",\"embedding\":");
      if (base64) {
        out.raw('"').raw(base64(vectors.get(i))).raw('"');
      } else {
        array(out, vectors.get(i));
      }
      out.raw('}');
    }
    return out.raw("],\"model\":")
        .text(model)
        .raw(",\"usage\":{\"prompt_tokens\":")
        .number(promptTokens)
        .raw(",\"total_tokens\":")
        .number(promptTokens)
        .raw("}}")
        .toByteArray();
  }

  private static void array(JsonBytes out, float[] vector) {
    out.raw('[');
    for (int i = 0; i < vector.length; i++) {
      AnswerJson.comma(out, i);
      out.number(vector[i]);
    }
    out.raw(']');
  }

  private static byte[] base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encode(bytes.array());
  }
}
