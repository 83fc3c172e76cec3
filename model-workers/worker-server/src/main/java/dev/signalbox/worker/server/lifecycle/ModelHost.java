package dev.signalbox.worker.server.lifecycle;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.EngineInfo;
import dev.signalbox.worker.api.EngineLoad;
import dev.signalbox.worker.api.WorkerStatus.ModelStatus;
import dev.signalbox.worker.api.WorkerStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The one model of this worker: opens its engine, lends it to requests, drains and closes it. Knows
 * at every moment in which {@link State} it is. Safe for threads.
 */
public final class ModelHost implements AutoCloseable {
  private final String id;
  private final EngineOpener opener;
  private final Duration drainLimit;
  private final Executor executor;

  private State state = State.COLD;
  private @Nullable Engine engine;
  private @Nullable String error;
  private int lent;
  private boolean closed;
  private CompletableFuture<Void> change = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);

  /**
   * @param id the model's name
   * @param drainLimit how long running requests may go on after an unload was asked for
   * @param executor runs opening and closing, both of which block
   */
  public ModelHost(String id, EngineOpener opener, Duration drainLimit, Executor executor) {
    this.id = id;
    this.opener = opener;
    this.drainLimit = drainLimit;
    this.executor = executor;
  }

  /** The model's name. */
  public String id() {
    return id;
  }

  /** Whether requests are taken. */
  public synchronized boolean ready() {
    return state == State.READY;
  }

  /**
   * What the engine says of itself; errors with {@link ModelNotReadyException} if there is none.
   */
  public synchronized EngineInfo info() {
    return readyEngine().info();
  }

  /** How busy the engine is; null without one. */
  public synchronized @Nullable EngineLoad load() {
    return engine == null ? null : engine.load();
  }

  /**
   * Lends the engine to one request until that completes, fails or is cancelled. Errors with {@link
   * ModelNotReadyException} unless the model is ready at subscription.
   */
  public <T> Flux<T> use(Function<Engine, Flux<T>> work) {
    return Flux.usingWhen(
        Mono.fromCallable(this::lend), work, lentEngine -> Mono.fromRunnable(this::giveBack));
  }

  /**
   * Makes the model ready if it is not; joins a change under way. Starts at once.
   *
   * @return completes when ready, fails with what the opener threw
   */
  public synchronized CompletableFuture<Void> open() {
    return switch (state) {
      case READY, LOADING -> change;
      case DRAINING -> change.thenCompose(done -> open());
      case COLD, FAILED -> {
        state = State.LOADING;
        error = null;
        change = CompletableFuture.runAsync(this::openEngine, executor);
        yield change;
      }
    };
  }

  /**
   * Takes no new request, lets the running ones finish until the drain limit, closes the engine.
   * Joins a change under way. Starts at once.
   *
   * @return completes when the model is cold
   */
  public synchronized CompletableFuture<Void> unload() {
    return switch (state) {
      case COLD -> CompletableFuture.completedFuture(null);
      case FAILED -> {
        state = State.COLD;
        error = null;
        yield CompletableFuture.completedFuture(null);
      }
      case LOADING -> change.handle((done, failure) -> done).thenCompose(done -> unload());
      case DRAINING -> change;
      case READY -> {
        state = State.DRAINING;
        idle = new CompletableFuture<>();
        if (lent == 0) {
          idle.complete(null);
        }
        change =
            idle.completeOnTimeout(null, drainLimit.toMillis(), TimeUnit.MILLISECONDS)
                .thenRunAsync(this::closeEngine, executor);
        yield change;
      }
    };
  }

  /** Takes no new request from now on; running ones go on until {@link #close()}. */
  public synchronized void refuseNew() {
    if (state == State.READY) {
      state = State.DRAINING;
    }
    closed = true;
  }

  /** What a status report says of the model. */
  public synchronized ModelStatus status() {
    if (engine == null) {
      return new ModelStatus(id, null, state, 0, 0, 0, 0, 0, List.of(), "", error);
    }
    EngineInfo info = engine.info();
    EngineLoad load = engine.load();
    return new ModelStatus(
        id,
        info.modelVersion(),
        state,
        info.contextLength(),
        info.parameters(),
        info.slots(),
        load.running(),
        load.waiting(),
        info.features().stream().map(one -> one.name().toLowerCase(Locale.ROOT)).sorted().toList(),
        info.accelerator(),
        error);
  }

  /** Ends running requests and frees the model. Idempotent. */
  @Override
  public void close() {
    refuseNew();
    closeEngine();
  }

  private synchronized Engine lend() {
    Engine ready = readyEngine();
    lent++;
    return ready;
  }

  private synchronized void giveBack() {
    if (--lent == 0) {
      idle.complete(null);
    }
  }

  private Engine readyEngine() {
    if (state != State.READY || engine == null) {
      throw new ModelNotReadyException(id, state);
    }
    return engine;
  }

  private void openEngine() {
    Engine opened;
    try {
      opened = opener.open();
    } catch (RuntimeException | Error e) {
      failed(e);
      throw e;
    }
    if (!opened(opened)) {
      opened.close();
      throw new ModelNotReadyException(id, State.DRAINING);
    }
  }

  private synchronized boolean opened(Engine opened) {
    if (closed) {
      state = State.COLD;
      return false;
    }
    engine = opened;
    state = State.READY;
    return true;
  }

  private synchronized void failed(Throwable cause) {
    state = State.FAILED;
    error = cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private void closeEngine() {
    Engine closing;
    synchronized (this) {
      closing = engine;
      engine = null;
      state = State.COLD;
    }
    if (closing != null) {
      closing.close();
    }
  }
}
