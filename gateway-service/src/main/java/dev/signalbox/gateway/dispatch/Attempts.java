package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.RoutingOutcome.Attempt;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The placements that one request was sent to, in order. For one thread at a time. */
public final class Attempts {
  private final List<Attempt> ended = new ArrayList<>(2);
  private @Nullable String underWay;

  void begin(String replica) {
    underWay = replica;
  }

  /** Notes how the attempt under way ended; without one, nothing. */
  public void end(AttemptKind kind) {
    if (underWay != null) {
      ended.add(new Attempt(underWay, kind));
      underWay = null;
    }
  }

  /** Takes over those of a call beside this one, all of which have ended. */
  public void join(Attempts beside) {
    ended.addAll(beside.ended);
  }

  /** Number of upstream calls that were begun. */
  public int count() {
    return ended.size() + (underWay == null ? 0 : 1);
  }

  /** All that have ended. */
  public List<Attempt> ended() {
    return ended;
  }
}
