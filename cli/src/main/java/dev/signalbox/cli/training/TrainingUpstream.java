package dev.signalbox.cli.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A model server for a gateway in training: the same answer to every question, at once. */
final class TrainingUpstream implements AutoCloseable {
  /** The only model that it has. */
  static final String MODEL = "m";

  private static final String MODELS =
      "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"}]}";
  private static final String WHOLE =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "message":{"role":"assistant","content":"Hello there"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}\
      """;
  private static final String CHUNK =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m",\
      "choices":[{"index":0,"delta":{"content":"word "},"finish_reason":null}]}

      """;
  private static final String LAST =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m",\
      "choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m",\
      "choices":[],"usage":{"prompt_tokens":9,"completion_tokens":16,"total_tokens":25}}

      data: [DONE]

      """;
  private static final int CHUNKS = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private TrainingUpstream(HttpServer server) {
    this.server = server;
  }

  /** Listens on a port of the loopback address that the system chose. */
  static TrainingUpstream start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    TrainingUpstream upstream = new TrainingUpstream(server);
    server.setExecutor(upstream.threads);
    server.createContext("/", TrainingUpstream::answer);
    server.start();
    return upstream;
  }

  /** Its model, as the flags of tiers take it. */
  String where() {
    return url() + "#" + MODEL;
  }

  /** Its base URL. */
  String url() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.contains("\"stream\":true")) {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
          for (int i = 0; i < CHUNKS; i++) {
            body.write(CHUNK.getBytes(StandardCharsets.UTF_8));
            body.flush();
          }
          body.write(LAST.getBytes(StandardCharsets.UTF_8));
        }
      } else {
        byte[] json = (asked.isEmpty() ? MODELS : WHOLE).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
