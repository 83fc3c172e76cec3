package dev.signalbox.router.boot.probe;

import dev.signalbox.router.core.fleet.ReplicaStatus;

/** What one probe found. */
sealed interface ProbeAnswer {

  /** The server answered. */
  record Said(ReplicaStatus status) implements ProbeAnswer {}

  /** Nothing listens, or what listens is not well. */
  record Down(String why) implements ProbeAnswer {}

  /** No answer in time: busy or gone, which one more probe will tell. */
  record Late() implements ProbeAnswer {}
}
