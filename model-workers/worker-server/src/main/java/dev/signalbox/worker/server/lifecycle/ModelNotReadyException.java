package dev.signalbox.worker.server.lifecycle;

import dev.signalbox.worker.api.WorkerStatus.State;
import java.time.Duration;
import java.util.Locale;

/** The model cannot be asked in the state it is in. No stack trace. */
public final class ModelNotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final State state;

  ModelNotReadyException(String model, State state) {
    super(
        "model \"" + model + "\" is " + state.name().toLowerCase(Locale.ROOT) + ", not ready",
        null,
        false,
        false);
    this.state = state;
  }

  /** When another try makes sense. */
  public Duration retryAfter() {
    return state == State.LOADING ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
  }
}
