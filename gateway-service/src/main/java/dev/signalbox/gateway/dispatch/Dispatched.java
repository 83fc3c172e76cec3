package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.Placement;
import java.util.function.Consumer;

/**
 * An answer that has begun, and the place at its replica that it holds. Its owner releases it
 * exactly once or more: only the first release counts.
 *
 * @param <T> the answer
 */
public final class Dispatched<T> {
  private final Placement placement;
  private final T answer;
  private final ReplicaGuard.Permit permit;
  private final Consumer<String> onBroken;

  /**
   * @param onBroken hears why the answer broke off
   */
  Dispatched(Placement placement, T answer, ReplicaGuard.Permit permit, Consumer<String> onBroken) {
    this.placement = placement;
    this.answer = answer;
    this.permit = permit;
    this.onBroken = onBroken;
  }

  /** Who answers. */
  public Placement placement() {
    return placement;
  }

  /** The answer. */
  public T answer() {
    return answer;
  }

  /**
   * The replica died or fell silent in the middle of its answer.
   *
   * @param cause in the gateway's own words
   */
  public void broke(String cause) {
    permit.failed(UpstreamException.failed(cause));
    onBroken.accept(cause);
  }

  /** The answer has ended in whatever way. */
  public void release() {
    permit.release();
  }
}
