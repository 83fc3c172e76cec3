package dev.signalbox.bench.upstream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes that the upstream sends. */
final class CannedAnswers {
  static final byte[] MODELS =
      whole("{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\",\"created\":1}]}");
  static final byte[] COMPLETION =
      whole(
          """
          {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m",\
          "choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"logprobs":null,\
          "finish_reason":"stop"}],\
          "usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}\
          """);
  private static final String STREAM_HEAD =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/event-stream\r
      Cache-Control: no-cache\r
      Transfer-Encoding: chunked\r
      \r
      """;

  private CannedAnswers() {}

  /** An event of a stream, which so many follow; the first one, number 0, comes with the head. */
  static ByteBuffer event(int number, int left) {
    String delta = "{\"content\":\"" + Stamp.text(number, left) + "\"}";
    return ascii((number == 0 ? STREAM_HEAD : "") + chunk(json(delta, "null")));
  }

  /** The finish reason, the end of the events, and the end of the transport. */
  static ByteBuffer end() {
    return ascii(chunk(json("{}", "\"stop\"") + "data: [DONE]\n\n") + "0\r\n\r\n");
  }

  private static String json(String delta, String finish) {
    return """
    data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"m",\
    "choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}

    """
        .formatted(delta, finish);
  }

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  private static byte[] whole(String json) {
    return """
    HTTP/1.1 200 OK\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(json.length(), json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
