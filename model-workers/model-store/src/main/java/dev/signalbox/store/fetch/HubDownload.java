package dev.signalbox.store.fetch;

import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.Source;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a file of the model hub and goes on where an earlier download stopped. A hub that does
 * not answer within the patience is given up, and not asked again by this process.
 */
final class HubDownload {
  private static final int ATTEMPTS = 8;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final String hub;
  private final Duration patience;
  private final Duration idle;
  private @Nullable HttpClient client;
  private volatile boolean unreachable;

  /**
   * @param hub base address
   * @param patience how long to wait for a connection and for the head of an answer
   * @param idle how long a running download may bring nothing before it is taken up anew
   */
  HubDownload(String hub, Duration patience, Duration idle) {
    this.hub = hub;
    this.patience = patience;
    this.idle = idle;
  }

  /** Made for the first download: it reads the trusted certificates, which takes a while. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .connectTimeout(patience)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
    }
    return client;
  }

  /** Completes {@code part}; what is already in it is kept as the beginning of the file. */
  void fetch(Artifact artifact, Source.HubFile source, Path part, PullProgress progress)
      throws FetchFailedException, IOException, InterruptedException {
    URI address = URI.create(hub + "/" + source.repository() + "/resolve/main/" + source.file());
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long before = sizeOf(part);
      if (before == artifact.bytes()) {
        return;
      }
      if (unreachable) {
        throw new FetchFailedException("not reachable");
      }
      String trouble = attempt(artifact, address, part, progress);
      long after = sizeOf(part);
      if (after == artifact.bytes()) {
        return;
      }
      if (after <= before || after > artifact.bytes()) {
        throw new FetchFailedException(trouble);
      }
    }
    throw new FetchFailedException("broke off " + ATTEMPTS + " times");
  }

  /** One request; says what was wrong if it did not bring the rest of the file. */
  private String attempt(Artifact artifact, URI address, Path part, PullProgress progress)
      throws IOException, InterruptedException {
    long have = sizeOf(part);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    CountDownLatch headCame = new CountDownLatch(1);
    CompletableFuture<HttpResponse<Path>> answer =
        client().sendAsync(request.build(), into(part, have, headCame));
    try {
      HttpResponse<Path> response = watch(answer, headCame, artifact, part, progress);
      if (response.statusCode() == 416) {
        Files.deleteIfExists(part);
      }
      return response.statusCode() / 100 == 2
          ? "holds " + sizeOf(part) + " bytes where " + artifact.bytes() + " are expected"
          : "answered " + response.statusCode();
    } catch (TimeoutException e) {
      unreachable = sizeOf(part) == have;
      return unreachable ? "did not answer in time" : "stopped sending";
    } catch (ExecutionException e) {
      return reason(Objects.requireNonNull(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private HttpResponse<Path> watch(
      CompletableFuture<HttpResponse<Path>> answer,
      CountDownLatch headCame,
      Artifact artifact,
      Path part,
      PullProgress progress)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    long seen = sizeOf(part);
    long since = System.nanoTime();
    while (true) {
      try {
        HttpResponse<Path> response = answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        progress.received(artifact, sizeOf(part));
        return response;
      } catch (TimeoutException e) {
        long now = sizeOf(part);
        progress.received(artifact, now);
        if (now > artifact.bytes()) {
          throw new ExecutionException(new IOException("sends more than the file's size"));
        }
        if (now != seen) {
          seen = now;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > allowed(headCame).toNanos()) {
          throw e;
        }
      }
    }
  }

  /** Kept here, since a request's own time limit holds for its body too from JDK 26 on. */
  private Duration allowed(CountDownLatch headCame) {
    return headCame.getCount() > 0 ? patience : idle;
  }

  private static BodyHandler<Path> into(Path part, long have, CountDownLatch headCame) {
    return head -> {
      headCame.countDown();
      boolean goesOn =
          head.statusCode() == 206
              && head.headers()
                  .firstValue("Content-Range")
                  .filter(range -> range.startsWith("bytes " + have + "-"))
                  .isPresent();
      if (goesOn) {
        return append(part, StandardOpenOption.APPEND);
      }
      return head.statusCode() == 200
          ? append(part, StandardOpenOption.TRUNCATE_EXISTING)
          : BodySubscribers.replacing(part);
    };
  }

  private static BodySubscriber<Path> append(Path part, StandardOpenOption where) {
    return BodySubscribers.ofFile(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, where);
  }

  private String reason(Throwable cause) {
    boolean absent = cause instanceof ConnectException;
    boolean silent = cause instanceof HttpTimeoutException;
    unreachable = unreachable || absent || silent;
    return absent || silent
        ? "not reachable"
        : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static long sizeOf(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }
}
