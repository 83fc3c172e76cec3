package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.Placement;

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

  Dispatched(Placement placement, T answer, ReplicaGuard.Permit permit) {
    this.placement = placement;
    this.answer = answer;
    this.permit = permit;
  }

  /** Who answers. */
  public Placement placement() {
    return placement;
  }

  /** The answer. */
  public T answer() {
    return answer;
  }

  /** The replica died or fell silent in the middle of its answer. */
  public void broke(Throwable cause) {
    permit.failed(cause);
  }

  /** The answer has ended in whatever way. */
  public void release() {
    permit.release();
  }
}
