package dev.signalbox.cli.training;

import dev.signalbox.cli.tenant.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an application in training is asked: chats, streamed and whole, some of them left by their
 * client, and a few wrong ones. What it answers does not matter.
 */
final class TrainingTraffic implements AutoCloseable {
  private static final int REQUESTS = 3_000;
  private static final int AT_ONCE = 4;
  private static final int LEAVES_EVERY = 16;
  private static final Duration LIMIT = Duration.ofSeconds(12);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final @Nullable ApiKey key;
  private final List<String> bodies;

  /**
   * @param port where the application listens on the loopback address
   * @param model which model is asked for
   * @param key the key to present; null for none
   */
  TrainingTraffic(int port, String model, @Nullable ApiKey key) {
    this.base = URI.create("http://127.0.0.1:" + port);
    this.key = key;
    this.bodies =
        List.of(
            chat(model, "Write a function that reverses a string in Java.", true),
            chat(model, "How many litres are left of 12 after 3.5 are used?", false),
            chat(model, "Hello", true),
            chat(model, "Why is the sky blue? Explain it by Rayleigh scattering.", true),
            chat("no-such-model", "Hello", false),
            chat(model, "Compare the two treaties, and say which was kept longer.", true),
            chat(model, "Hello", false),
            "{\"model\":");
  }

  private static String chat(String model, String text, boolean stream) {
    return "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(model, stream, text);
  }

  /** The status with which a path answers; 0 if nobody answers. */
  int status(String path) throws InterruptedException {
    try {
      HttpRequest get = request(path).GET().build();
      return client.send(get, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Asks until everything was asked or time is up. */
  void run() throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long until = System.nanoTime() + LIMIT.toNanos();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        threads.execute(() -> {
          int number = next.getAndIncrement();
          while (number < REQUESTS && System.nanoTime() < until && ask(number)) {
            number = next.getAndIncrement();
          }
        });
      }
      threads.shutdown();
      threads.awaitTermination(LIMIT.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      threads.shutdownNow(); // stopped from outside, nobody waits for answers under way
    }
  }

  /** Asks one of the questions; false if the application cannot be reached. */
  private boolean ask(int number) {
    HttpRequest post =
        request("/v1/chat/completions")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(bodies.get(number % bodies.size())))
            .build();
    try {
      HttpResponse<InputStream> response = client.send(post, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (number % LEAVES_EVERY == 0) {
          return body.read() >= 0; // and leaves
        }
        body.transferTo(OutputStream.nullOutputStream());
        return true;
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    return key == null ? request : request.header("authorization", "Bearer " + key.text());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
