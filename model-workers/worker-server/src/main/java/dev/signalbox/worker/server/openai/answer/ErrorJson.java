package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.server.openai.error.ApiException;

/** An error as OpenAI's clients read it. */
public final class ErrorJson {
  private ErrorJson() {}

  /** The body of an error answer. */
  public static byte[] body(ApiException error) {
    JsonBytes out = new JsonBytes(256);
    write(out, error);
    return out.toByteArray();
  }

  /** The event that ends a broken stream. */
  public static void event(JsonBytes out, ApiException error) {
    out.raw("data: ");
    write(out, error);
    out.raw("\n\n");
  }

  private static void write(JsonBytes out, ApiException error) {
    out.raw("{\"error\":{\"message\":")
        .text(String.valueOf(error.getMessage()))
        .raw(",\"type\":")
        .text(error.type())
        .raw(",\"code\":")
        .text(error.code())
        .raw(",\"param\":");
    if (error.param() == null) {
      out.nothing();
    } else {
      out.text(error.param());
    }
    out.raw("}}");
  }
}
