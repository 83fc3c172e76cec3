package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.Tokens;

/** An answer that is held back until it is judged. On one event loop. */
interface Draft {

  /** Who wrote it. */
  Placement placement();

  /** What was read of it. */
  DraftText text();

  /** How far it came. */
  State state();

  /** What it cost so far. */
  Tokens tokens();

  /** Its upstream is not needed any more: ends the attempt, frees the place, keeps the text. */
  void finished(Attempts attempts);

  /** Nobody wants it: closes its upstream and lets go of everything. Idempotent. */
  void drop(Attempts attempts);

  /** How far a draft came. */
  enum State {
    /** It is all there. */
    WHOLE,
    /** More is to come, but time is up. */
    LATE,
    /** More is to come than is kept of a draft. */
    LONG,
    /** Its upstream broke off. */
    BROKEN
  }
}
