package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request, filled in on its way. Confined to the event loop of the client's
 * connection.
 */
public final class Exchange {
  private final String requestId;
  private final Endpoint endpoint;
  private final long receivedAt;
  private final Runnable hangUp;
  private final Attempts attempts = new Attempts();

  private @Nullable Tenant tenant;
  private @Nullable RequestFacts facts;
  private @Nullable RoutingDecision decision;
  private @Nullable Placement placement;
  private long readAt;
  private long routedAt;
  private long firstTokenAt;
  private int status;
  private @Nullable String refusalCode;
  private @Nullable OutcomeKind outcome;
  private long promptTokens;
  private long cachedTokens;
  private long completionTokens;

  /**
   * @param requestId the request's id
   * @param endpoint what was called
   * @param receivedAt when its head was read, by {@link System#nanoTime()}
   * @param hangUp ends the client's connection at once, without the mark of a clean end
   */
  public Exchange(String requestId, Endpoint endpoint, long receivedAt, Runnable hangUp) {
    this.hangUp = hangUp;
    this.requestId = requestId;
    this.endpoint = endpoint;
    this.receivedAt = receivedAt;
  }

  public String requestId() {
    return requestId;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** Ends the client's connection at once. */
  void hangUp() {
    hangUp.run();
  }

  public Attempts attempts() {
    return attempts;
  }

  /** When the request's head was read, by {@link System#nanoTime()}. */
  public long receivedAt() {
    return receivedAt;
  }

  /** Who asks, or null before that is known. */
  public @Nullable Tenant tenant() {
    return tenant;
  }

  public void tenant(Tenant known) {
    tenant = known;
  }

  /** What was read of the body, or null before it was. */
  public @Nullable RequestFacts facts() {
    return facts;
  }

  /** The body was read. */
  public void read(RequestFacts known, long now) {
    facts = known;
    readAt = now;
  }

  /** When the body was read, or 0. */
  public long readAt() {
    return readAt;
  }

  /** The router's decision, or null without one. */
  public @Nullable RoutingDecision decision() {
    return decision;
  }

  /** The router has decided. */
  public void decided(RoutingDecision made, long now) {
    decision = made;
    routedAt = now;
  }

  /** When the router had decided, or 0. */
  public long routedAt() {
    return routedAt;
  }

  /** Who answers, or null as long as nobody does. */
  public @Nullable Placement placement() {
    return placement;
  }

  /** An upstream has begun to answer. */
  public void begun(Placement by, long now) {
    placement = by;
    firstTokenAt = now;
  }

  /** When an upstream began to answer, or 0. */
  public long firstTokenAt() {
    return firstTokenAt;
  }

  /** The status that the client was told, or 0. */
  public int status() {
    return status;
  }

  public void status(int told) {
    status = told;
  }

  /** The code of the error that the client was told, or null. */
  public @Nullable String refusalCode() {
    return refusalCode;
  }

  /** The client was told no, with a status or with an event. */
  public void refused(Refusal refusal) {
    refusalCode = refusal.code();
    if (decision != null) {
      outcome(Refusals.outcome(refusal));
    }
  }

  /** How it ended, or null before the end. */
  public @Nullable OutcomeKind outcome() {
    return outcome;
  }

  /** Notes the end; only the first one counts. */
  public void outcome(OutcomeKind kind) {
    if (outcome == null) {
      outcome = kind;
    }
  }

  /** Notes what the upstream counted. */
  public void tokens(long prompt, long cached, long completion) {
    promptTokens = prompt;
    cachedTokens = cached;
    completionTokens = completion;
  }

  public long promptTokens() {
    return promptTokens;
  }

  public long cachedTokens() {
    return cachedTokens;
  }

  public long completionTokens() {
    return completionTokens;
  }

  /** Parameters that were active for each token of the answer; 0 if not known. */
  public long activeParameters() {
    return placement == null ? 0 : placement.activeParameters();
  }
}
