package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.RoutingOutcome.Attempt;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.ArrayList;
import java.util.List;

/** The placements that one request was sent to, in order. For one thread at a time. */
public final class Attempts {
  private final List<Attempt> ended = new ArrayList<>(2);
  private final List<String> underWay = new ArrayList<>(2);

  void begin(String replica) {
    underWay.add(replica);
  }

  /** Notes how the attempt at one replica ended; nothing if none is under way there. */
  void end(String replica, AttemptKind kind) {
    if (underWay.remove(replica)) {
      ended.add(new Attempt(replica, kind));
    }
  }

  /** Notes how the attempt under way ended; without one, nothing. */
  public void end(AttemptKind kind) {
    while (!underWay.isEmpty()) {
      ended.add(new Attempt(underWay.removeFirst(), kind));
    }
  }

  /** Takes over those of a call beside this one, all of which have ended. */
  public void join(Attempts beside) {
    ended.addAll(beside.ended);
  }

  /** Number of upstream calls that were begun. */
  public int count() {
    return ended.size() + underWay.size();
  }

  /** All that have ended. */
  public List<Attempt> ended() {
    return ended;
  }
}
