package dev.signalbox.worker.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of itself ({@code GET /worker/status}).
 *
 * @param worker id of the worker, stable over restarts of its process
 * @param startedAtMillis start of the process, milliseconds of the Unix epoch; tells a restart
 * @param models every model that it serves or could load
 */
public record WorkerStatus(String worker, long startedAtMillis, List<ModelStatus> models) {
  public WorkerStatus {
    models = List.copyOf(models);
  }

  /**
   * One model on the worker.
   *
   * @param id the name to ask for it by
   * @param modelVersion exact weights, null until loaded
   * @param state where it stands
   * @param contextLength tokens for one request; 0 until loaded
   * @param parameters number of weights; 0 until loaded
   * @param slots requests that can run at once
   * @param running requests that run
   * @param waiting requests that wait
   * @param capabilities wire names of what it can do
   * @param accelerator where it runs, in words
   * @param error why it failed, for {@link State#FAILED}
   */
  public record ModelStatus(
      String id,
      @Nullable String modelVersion,
      State state,
      int contextLength,
      long parameters,
      int slots,
      int running,
      int waiting,
      List<String> capabilities,
      String accelerator,
      @Nullable String error) {}

  /** Where a model stands. */
  public enum State {
    COLD,
    LOADING,
    READY,
    DRAINING,
    FAILED
  }
}
