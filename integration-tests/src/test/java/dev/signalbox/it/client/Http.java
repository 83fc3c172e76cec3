package dev.signalbox.it.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP with JSON, by hand. */
public final class Http {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  /** GETs {@code url}. */
  public static HttpResponse<String> get(String url) {
    return text(HttpRequest.newBuilder(URI.create(url)).build());
  }

  /**
   * POSTs JSON.
   *
   * @param headers names and values by turns
   */
  public static HttpResponse<String> post(String url, String json, String... headers) {
    return text(request(url, json, headers));
  }

  /** POSTs JSON and gives the answer's lines as they come. */
  public static HttpResponse<Stream<String>> lines(String url, String json, String... headers) {
    return sent(request(url, json, headers), HttpResponse.BodyHandlers.ofLines());
  }

  /** The body as JSON. */
  public static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static HttpRequest request(String url, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private static HttpResponse<String> text(HttpRequest request) {
    return sent(request, HttpResponse.BodyHandlers.ofString());
  }

  private static <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return CLIENT.send(request, body);
    } catch (IOException e) {
      throw new IllegalStateException(request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
