package dev.signalbox.store;

import static dev.signalbox.store.TestArtifact.CONTENT;
import static dev.signalbox.store.TestArtifact.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that stops in the middle of the file, as networks do. */
class BrokenHubPullTest {
  private static final int PIECE = 120_000;

  @TempDir private Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  @Test
  void resumesADownloadThatBreaksOff() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          sendPiece(exchange);
          exchange.close();
        });

    assertThat(pull()).hasBinaryContent(CONTENT);
    assertThat(requests).hasValue(3);
  }

  @Test
  void resumesADownloadThatStandsStill() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          sendPiece(exchange);
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(pull()).hasBinaryContent(CONTENT);
    assertThat(requests).hasValue(3);
  }

  private Path pull() throws IOException {
    StoreFixture fixture = new StoreFixture(folder);
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    return fixture.store(TestArtifact.manifest(address, HUB)).model("tiny", fixture);
  }

  /** Promises the rest of the file and sends only a piece of it. */
  private void sendPiece(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from =
        range == null
            ? 0
            : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    int rest = CONTENT.length - from;
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, rest);
    exchange.getResponseBody().write(CONTENT, from, Math.min(PIECE, rest));
    exchange.getResponseBody().flush();
  }
}
