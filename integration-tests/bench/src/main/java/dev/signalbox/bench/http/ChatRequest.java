package dev.signalbox.bench.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A chat request, made once and sent often.
 *
 * @param model as the gateway knows it
 * @param key what it is authorised by; null for nothing
 * @param stream whether the answer is to be a stream
 * @param textLength bytes of the message
 */
public record ChatRequest(String model, @Nullable String key, boolean stream, int textLength) {
  private static final String QUESTION = "How far is it to the harbour? ";

  /** Head and body. */
  public byte[] bytes() {
    String text = QUESTION.repeat(textLength / QUESTION.length() + 1).substring(0, textLength);
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"stream\":%s}"
            .formatted(model, text, stream);
    String head =
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        Accept: */*\r
        User-Agent: bench\r
        Content-Length: %d\r
        %s\r
        """
            .formatted(body.length(), key == null ? "" : "Authorization: Bearer " + key + "\r\n");
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }
}
