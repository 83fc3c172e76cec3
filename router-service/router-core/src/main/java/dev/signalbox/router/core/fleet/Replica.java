package dev.signalbox.router.core.fleet;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.catalog.Expert;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One replica at one moment, with the placement that would send a request there. Immutable but for
 * the count of requests that were sent since it last spoke.
 */
public final class Replica {
  /** What is taken for granted of a server that nobody described: it may refuse by itself. */
  private static final Set<Capability> ASSUMED =
      Set.copyOf(
          EnumSet.complementOf(
              EnumSet.of(
                  Capability.TOKEN_IDS,
                  Capability.CONTINUATION,
                  Capability.AUDIO,
                  Capability.THINKING)));

  private final ReplicaId identity;
  private final ReplicaStatus status;
  private final Placement placement;
  private final SentSince sent;

  Replica(Expert expert, ReplicaId identity, ReplicaStatus status, SentSince sent) {
    this.identity = identity;
    this.status = status;
    this.sent = sent;
    String upstream = status.upstreamModel();
    this.placement =
        new Placement(
            identity.expert(),
            identity.id(),
            identity.endpoint().baseUrl(),
            upstream == null ? identity.expert() : upstream,
            identity.endpoint().credential(),
            capabilities(expert, status),
            contextLength(expert, status),
            status.modelVersion(),
            expert.activeParameters() == 0 ? status.parameters() : expert.activeParameters(),
            expert.thinks() == null ? null : expert.thinks().form(),
            identity.endpoint().http2());
  }

  /** What the server says goes before what was configured, and that before what is assumed. */
  private static Set<Capability> capabilities(Expert expert, ReplicaStatus status) {
    if (status.capabilities() != null) {
      return status.capabilities();
    }
    return expert.capabilities() != null ? expert.capabilities() : ASSUMED;
  }

  private static int contextLength(Expert expert, ReplicaStatus status) {
    int said = status.contextLength();
    int configured = expert.contextLength();
    if (said == 0 || configured == 0) {
      return Math.max(said, configured);
    }
    return Math.min(said, configured);
  }

  public ReplicaId identity() {
    return identity;
  }

  public ReplicaStatus status() {
    return status;
  }

  /** Whether new requests may be sent to it. */
  public boolean ready() {
    return status.state() == ReplicaState.READY;
  }

  /** Where a request would go. */
  public Placement placement() {
    return placement;
  }

  /** Requests on it: those it spoke of, and those sent to it since then and not yet ended. */
  public int load() {
    return status.running() + status.waiting() + sent.open();
  }

  /** Takes note that a decision named it first. */
  public void noteSent() {
    sent.sent();
  }

  /** What it can do. */
  public Set<Capability> capabilities() {
    return placement.capabilities();
  }

  /** Whether it can read a prompt of about so many tokens; true where it does not say. */
  public boolean hasRoom(int promptTokens) {
    return placement.contextLength() == 0 || placement.contextLength() >= promptTokens;
  }

  static Set<Capability> assumed(@Nullable Set<Capability> configured) {
    return configured == null ? ASSUMED : configured;
  }
}
