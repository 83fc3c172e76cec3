package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The placements of one request that are still to try, and why the others failed. */
final class Round {
  private final ReplicaGuards guards;
  private final Deque<Placement> left;
  private final Failures failures = new Failures();
  private boolean passedOver;
  private int longestElsewhere;
  private boolean longerIsAway;

  Round(ReplicaGuards guards, List<Placement> placements) {
    this.guards = guards;
    this.left = placements.size() == 1 ? new ArrayDeque<>(placements) : inOrder(placements);
  }

  private Deque<Placement> inOrder(List<Placement> placements) {
    Deque<Placement> order = new ArrayDeque<>(placements.size());
    List<Placement> busy = new ArrayList<>();
    for (Placement placement : placements) {
      if (guards.of(placement.replica(), placement.baseUrl()).isBusy()) {
        busy.add(placement);
      } else {
        order.add(placement);
      }
    }
    order.addAll(busy);
    return order;
  }

  /** The next placement whose replica lets a call in, or null. */
  @Nullable Turn next() {
    while (true) {
      Placement placement = left.poll();
      if (placement == null) {
        return null;
      }
      ReplicaGuard guard = guards.of(placement.replica(), placement.baseUrl());
      ReplicaGuard.Permit permit = guard.tryEnter();
      if (permit != null) {
        return new Turn(placement, guard, permit);
      }
      passedOver = true;
      couldNotBeAsked(placement);
    }
  }

  /** Its answer to a prompt that is too long for others is not known. */
  private void couldNotBeAsked(Placement placement) {
    longestElsewhere = Math.max(longestElsewhere, placement.contextLength());
  }

  boolean hasNext() {
    return !left.isEmpty();
  }

  /**
   * The next placement of one expert whose replica lets a call in; others stay.
   *
   * @param paid asked once such a replica is found; if it is not, the placement stays as well
   * @return null if there is none, or it is not paid for
   */
  @Nullable Turn nextOf(String expert, BooleanSupplier paid) {
    for (Iterator<Placement> all = left.iterator(); all.hasNext(); ) {
      Placement placement = all.next();
      if (placement.expert().equals(expert)) {
        ReplicaGuard guard = guards.of(placement.replica(), placement.baseUrl());
        ReplicaGuard.Permit permit = guard.tryEnter();
        if (permit != null && paid.getAsBoolean()) {
          all.remove();
          return new Turn(placement, guard, permit);
        }
        if (permit != null) {
          permit.release();
          return null;
        }
      }
    }
    return null;
  }

  void failed(Turn turn, UpstreamException error) {
    if (error.tooLong()) {
      int tokens = turn.placement().contextLength();
      left.removeIf(placement -> !readsMore(placement.contextLength(), tokens));
      longerIsAway |= readsMore(longestElsewhere, tokens);
      return; // it says nothing about those that are left
    }
    couldNotBeAsked(turn.placement());
    failures.add(error);
    Duration after = error.retryAfter();
    if (after != null) {
      turn.guard.busyFor(after);
    }
  }

  /** Whether one context is surely longer than another; 0 is one that is not known. */
  private static boolean readsMore(int context, int other) {
    return other != 0 && context > other;
  }

  /** Whether one who reads more than those that found the prompt too long was busy or gone. */
  boolean longerIsAway() {
    return longerIsAway;
  }

  /** What to tell the client when no placement is left. */
  Refusal refusal() {
    return failures.refusal(!passedOver);
  }

  /** One call at one placement. */
  static final class Turn {
    private final Placement placement;
    private final ReplicaGuard guard;
    private final ReplicaGuard.Permit permit;
    private boolean begun;

    Turn(Placement placement, ReplicaGuard guard, ReplicaGuard.Permit permit) {
      this.placement = placement;
      this.guard = guard;
      this.permit = permit;
    }

    Placement placement() {
      return placement;
    }

    ReplicaGuard.Permit permit() {
      return permit;
    }

    /** The answer has begun; from now on its owner holds the permit. */
    void begun() {
      begun = true;
      permit.answered();
    }

    void cancelled(Attempts attempts) {
      if (!begun) {
        attempts.end(placement.replica(), AttemptKind.CANCELLED);
        permit.release();
      }
    }
  }
}
