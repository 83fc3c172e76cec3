package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.router.api.OutcomeKind;

/** What a refusal means for the router, once it has decided. */
final class Refusals {
  private Refusals() {}

  static OutcomeKind outcome(Refusal refusal) {
    return switch (refusal) {
      case Refusal.UpstreamFailed r -> OutcomeKind.UPSTREAM_FAILED;
      case Refusal.UpstreamTimeout r -> OutcomeKind.UPSTREAM_TIMEOUT;
      case Refusal.NoReplica r -> OutcomeKind.NO_REPLICA;
      case Refusal.Limited r -> OutcomeKind.UPSTREAM_BUSY;
      default -> OutcomeKind.REFUSED;
    };
  }
}
