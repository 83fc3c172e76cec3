package dev.signalbox.gateway.web;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request that has been through this very gateway, or through too many: an upstream that
 * leads back here. The header names instances by random ids, so it tells nobody an address.
 */
final class LoopGuard {
  private static final int LONGEST_CHAIN = 300;

  private final String instance = UUID.randomUUID().toString();

  /** The chain with this instance added. */
  String extend(@Nullable String via) {
    if (via == null || via.isEmpty()) {
      return instance;
    }
    if (via.length() > LONGEST_CHAIN || via.contains(instance)) {
      throw new RefusedException(
          new Refusal.Loop(
              "the request has been through this gateway before: an upstream leads back to it"));
    }
    return via + "," + instance;
  }
}
