package dev.signalbox.cli.gateway;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a gateway over its public API. */
public final class GatewayClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int OK = 200;

  private final String url;
  private final @Nullable String apiKey;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /**
   * @param url the gateway's address, without a path
   * @param apiKey the key to present; null for none
   */
  public GatewayClient(String url, @Nullable String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  /** Posts a JSON body and returns the answer's. */
  public JsonNode post(String path, JsonNode body) throws InterruptedException {
    return whole(send(path, body));
  }

  /** Gets JSON. */
  public JsonNode get(String path) throws InterruptedException {
    return whole(send(HttpRequest.newBuilder(URI.create(url + path))));
  }

  private static JsonNode whole(HttpResponse<Stream<String>> answer) {
    try (Stream<String> lines = answer.body()) {
      return parse(lines.collect(Collectors.joining("\n")));
    }
  }

  /** Posts a JSON body and returns the answer as it comes, line by line; the caller closes it. */
  public HttpResponse<Stream<String>> stream(String path, JsonNode body)
      throws InterruptedException {
    return send(path, body);
  }

  private HttpResponse<Stream<String>> send(String path, JsonNode body)
      throws InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpResponse<Stream<String>> send(HttpRequest.Builder request)
      throws InterruptedException {
    if (apiKey != null) {
      request.header("authorization", "Bearer " + apiKey);
    }
    HttpResponse<Stream<String>> answer;
    try {
      answer = client.send(request.build(), BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new CommandFailure(
          "no gateway answers at " + url + ": start it by ./signalbox up, or name it by --url", e);
    }
    if (answer.statusCode() != OK) {
      try (Stream<String> lines = answer.body()) {
        throw refused(answer.statusCode(), lines.collect(Collectors.joining("\n")));
      }
    }
    return answer;
  }

  private static CommandFailure refused(int status, String body) {
    JsonNode error;
    try {
      error = JsonMapper.shared().readTree(body).path("error");
    } catch (JacksonException e) {
      return new CommandFailure("the gateway answered " + status, e);
    }
    String hint = status == 401 ? "; set SIGNALBOX_API_KEY to a key of ./signalbox keys new" : "";
    return new CommandFailure(
        "%s (%d %s)%s"
            .formatted(
                error.path("message").asString("the gateway refused"),
                status,
                error.path("code").asString(""),
                hint));
  }

  private static JsonNode parse(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new CommandFailure("the gateway's answer is no JSON", e);
    }
  }
}
