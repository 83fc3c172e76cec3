package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.refusal.RateLimits;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the attempts of one request failed, and what that comes to. For one thread at a time. */
final class Failures {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Set<AttemptKind> kinds = EnumSet.noneOf(AttemptKind.class);
  private @Nullable Duration retryAfter;
  private RateLimits limits = RateLimits.UNKNOWN;
  private boolean misconfigured;

  void add(UpstreamException error) {
    kinds.add(error.kind());
    misconfigured |= error.kind() == AttemptKind.SERVER_ERROR && !error.harmful();
    Duration after = error.retryAfter();
    if (after != null && (retryAfter == null || after.compareTo(retryAfter) < 0)) {
      retryAfter = after;
      limits = error.limits();
    }
  }

  /** Whether an upstream answered, but not to what it was asked for. */
  boolean misconfigured() {
    return misconfigured;
  }

  /**
   * What to tell the client when nobody is left to ask.
   *
   * @param allAsked whether these are the failures of all that might have been asked
   */
  Refusal refusal(boolean allAsked) {
    if (kinds.contains(AttemptKind.SERVER_ERROR)) {
      return new Refusal.UpstreamFailed("no upstream gave an answer");
    }
    if (kinds.contains(AttemptKind.FIRST_TOKEN_TIMEOUT)) {
      return new Refusal.UpstreamTimeout("no upstream answered in time");
    }
    Duration after = retryAfter == null ? SOON : retryAfter;
    if (kinds.contains(AttemptKind.BUSY) && kinds.size() == 1 && allAsked) {
      return Refusal.Limited.rate("every replica is busy", after, limits);
    }
    return new Refusal.NoReplica("no replica can be reached now", after);
  }
}
