package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.binding.ContextSettings;
import dev.signalbox.engine.llama.binding.ModelMetadata;
import dev.signalbox.engine.llama.binding.NativeContext;
import dev.signalbox.engine.llama.binding.NativeModel;
import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.EngineRefusedException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Turns token lists into vectors of unit length, one list after the other on one thread of its own.
 */
final class Embedder implements AutoCloseable {
  private static final int POOLING_MEAN = 1;
  private static final int POOLING_LAST = 3;

  private final NativeContext context;
  private final RequestCheck check;
  private final Scheduler thread;
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * @param contextLength tokens of the longest input
   * @param queueCapacity requests that may wait
   */
  Embedder(NativeModel model, ContextSettings settings, int contextLength, int queueCapacity) {
    context = new NativeContext(model, settings);
    check = new RequestCheck(model.vocab().size(), contextLength + 1);
    thread = Schedulers.newBoundedElastic(1, queueCapacity, "llama-embedder", 60, true);
  }

  /**
   * The way that a model's token vectors become one, as the library numbers it; 0 if the model was
   * not made for embeddings.
   */
  static int pooling(ModelMetadata metadata) {
    int pooling = metadata.architectureInt("pooling_type").orElse(0);
    if (pooling >= POOLING_MEAN && pooling <= POOLING_LAST) {
      return pooling;
    }
    return pooling == 0 && metadata.isEncoderOnly() ? POOLING_MEAN : 0;
  }

  /** One vector for each input; cancelling gives the place in the queue back. */
  Mono<List<float[]>> embed(List<int[]> inputs) {
    return Mono.fromCallable(() -> vectors(inputs))
        .subscribeOn(thread)
        .onErrorMap(RejectedExecutionException.class, e -> refusal())
        .doOnSubscribe(subscription -> pending.incrementAndGet())
        .doFinally(ending -> pending.decrementAndGet());
  }

  /** Requests that run or wait. */
  int pending() {
    return pending.get();
  }

  private RuntimeException refusal() {
    return thread.isDisposed()
        ? new EngineFailedException("the engine was closed", null)
        : new EngineRefusedException(
            Kind.QUEUE_FULL, "too many embedding requests are waiting", Duration.ofSeconds(1));
  }

  private List<float[]> vectors(List<int[]> inputs) {
    if (inputs.isEmpty()) {
      throw new EngineRefusedException(
          Kind.INVALID_REQUEST, "input: no text (expected: at least one)");
    }
    inputs.forEach(check::prompt);
    var vectors = new ArrayList<float[]>(inputs.size());
    for (int[] input : inputs) {
      if (Thread.currentThread().isInterrupted()) {
        // Cancelled: nobody takes the rest.
        return vectors;
      }
      vectors.add(unit(vector(input)));
    }
    return vectors;
  }

  private synchronized float[] vector(int[] input) {
    context.clear();
    for (int i = 0; i < input.length; i++) {
      context.batch().add(0, i, input[i], true);
    }
    if (context.decode() != NativeContext.Decoded.DONE) {
      throw new EngineFailedException("the engine did not compute the embedding", null);
    }
    return context.embeddingOfSequence(0);
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float x : vector) {
      square += (double) x * x;
    }
    double length = Math.sqrt(square);
    if (length > 0) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= (float) length;
      }
    }
    return vector;
  }

  /** Waits for the running input to end, then frees the context. */
  @Override
  public void close() {
    context.abort(true);
    thread.dispose();
    synchronized (this) {
      context.close();
    }
  }
}
