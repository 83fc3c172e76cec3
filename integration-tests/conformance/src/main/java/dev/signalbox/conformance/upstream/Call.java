package dev.signalbox.conformance.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One request as the upstream received it, and what became of its answer. */
public final class Call {
  private final String method;
  private final String path;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;
  private final CompletableFuture<Long> abandonedAt = new CompletableFuture<>();
  private final AtomicLong written = new AtomicLong();

  Call(String method, String path, List<Map.Entry<String, String>> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** Every header line in the order received. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The body as text. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public int bodyLength() {
    return body.length;
  }

  /** Bytes of the answer that the socket has taken so far. */
  public long written() {
    return written.get();
  }

  /**
   * Waits until the gateway closes the connection before the answer was complete.
   *
   * @return {@link System#nanoTime()} of that moment; empty if it does not come within {@code
   *     limit}
   */
  public Optional<Long> abandoned(Duration limit) throws InterruptedException {
    try {
      return Optional.of(abandonedAt.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void abandonedNow() {
    abandonedAt.complete(System.nanoTime());
  }

  void wrote(int bytes) {
    written.addAndGet(bytes);
  }
}
