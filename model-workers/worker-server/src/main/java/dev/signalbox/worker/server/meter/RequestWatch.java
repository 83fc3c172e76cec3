package dev.signalbox.worker.server.meter;

import dev.signalbox.worker.api.TokenChunk;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;

/** Counts and times one request; its end is told exactly once. */
public final class RequestWatch {
  private final WorkerMeters meters;
  private final Endpoint endpoint;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final long came;
  private long last;

  RequestWatch(WorkerMeters meters, Endpoint endpoint) {
    this.meters = meters;
    this.endpoint = endpoint;
    this.came = meters.now();
  }

  /** The same chunks, watched. */
  public Flux<TokenChunk> over(Flux<TokenChunk> chunks) {
    return chunks
        .doOnNext(this::chunk)
        .doOnComplete(() -> end(Outcome.COMPLETE))
        .doOnError(this::failed)
        .doOnCancel(() -> end(Outcome.CANCELLED));
  }

  /** The prompt of a request that writes nothing. */
  public void prompt(int tokens) {
    meters.prompt(tokens, 0);
  }

  /** The request ended so. */
  public void end(Outcome outcome) {
    if (ended.compareAndSet(false, true)) {
      meters.ended(endpoint, outcome);
    }
  }

  /** The request ended in this error. */
  public void failed(Throwable error) {
    end(WorkerMeters.outcomeOf(error));
  }

  private void chunk(TokenChunk chunk) {
    long now = meters.now();
    if (last == 0) {
      meters.first(now - came);
    } else {
      meters.next(now - last);
    }
    last = now;
    meters.written(chunk.tokenIds().size());
    TokenChunk.Usage usage = chunk.usage();
    if (usage != null) {
      meters.prompt(usage.promptTokens(), usage.cachedTokens());
    }
  }
}
