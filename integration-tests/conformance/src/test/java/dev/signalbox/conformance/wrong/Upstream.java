package dev.signalbox.conformance.wrong;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls the upstream as a gateway would, by the JDK's client. */
record Upstream(int port, HttpClient client) {

  static Upstream at(int port) {
    return new Upstream(port, HttpClient.newHttpClient());
  }

  HttpResponse<InputStream> call(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/v1/chat/completions".formatted(port)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
