package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.gateway.translate.OwnWords;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.Thinking;
import java.util.Map;
import java.util.function.Consumer;
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
  private final RequestTrace trace;
  private final Attempts attempts;
  private final Consumption consumption = new Consumption();

  private @Nullable Tenant tenant;
  private @Nullable RequestFacts facts;
  private @Nullable Translation translation;
  private @Nullable RoutingDecision decision;
  private @Nullable Placement placement;
  private long readAt;
  private long routedAt;
  private long firstTokenAt;
  private int status;
  private @Nullable String refusalCode;
  private @Nullable OutcomeKind outcome;
  private RoutingOutcome.@Nullable Draft draft;
  private byte @Nullable [] keptPrompt;
  private BodyBytes.@Nullable Holding body;
  private @Nullable Consumer<Refusal> stop;

  /**
   * @param requestId the request's id
   * @param endpoint what was called
   * @param receivedAt when its head was read, by {@link System#nanoTime()}
   * @param hangUp ends the client's connection at once, without the mark of a clean end
   * @param trace the request's span
   */
  public Exchange(
      String requestId, Endpoint endpoint, long receivedAt, Runnable hangUp, RequestTrace trace) {
    this.hangUp = hangUp;
    this.trace = trace;
    this.attempts = new Attempts(trace);
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

  /** The request's span. */
  public RequestTrace trace() {
    return trace;
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

  /** What the client says itself of thinking, in its own API's words or a chat's. */
  public ClientThinking clientThinking() {
    Thinking own = translation == null ? null : translation.thinking();
    if (own != null) {
      return own.effort() == Effort.OFF ? ClientThinking.OFF : ClientThinking.ON;
    }
    return facts == null ? ClientThinking.OPEN : facts.clientThinking();
  }

  /** The body was read. */
  public void read(RequestFacts known, long now) {
    facts = known;
    readAt = now;
  }

  /** The request's body is held from now on, until {@link #letGoOfBody}. */
  public void holds(BodyBytes.Holding taken) {
    body = taken;
  }

  /** Nobody needs the request's body any more. Idempotent. */
  public void letGoOfBody() {
    if (body != null) {
      body.letGo();
    }
  }

  /** The prompt, which the tenant wants to be kept for a while; null if it does not. */
  public byte @Nullable [] keptPrompt() {
    return keptPrompt;
  }

  /** Keeps the prompt, as a JSON member. */
  public void keepPrompt(byte @Nullable [] member) {
    keptPrompt = member;
  }

  /** The way back to the client's API, or null where the answer passes through as it is. */
  @Nullable Translation translation() {
    return translation;
  }

  /** A refusal, which names the fields of a chat, in the words of the client's API. */
  public Refusal inClientsWords(Refusal refusal) {
    if (translation != null) {
      return translation.words().of(refusal);
    }
    return endpoint.isChat()
        ? refusal
        : new OwnWords(Map.of(Endpoint.CHAT.promptField(), endpoint.promptField())).of(refusal);
  }

  /** The request came in another API's shape. */
  public void translated(Translation way) {
    translation = way;
  }

  /** When the body was read, or 0. */
  public long readAt() {
    return readAt;
  }

  /** The router's decision, or null without one. */
  public @Nullable RoutingDecision decision() {
    return decision;
  }

  /** What the policy wants of whoever carries the answer; plain before the router has decided. */
  Delivery delivery() {
    return decision == null ? Delivery.PLAIN : decision.delivery();
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

  /** What became of the draft; null where none was asked for. */
  public RoutingOutcome.@Nullable Draft draft() {
    return draft;
  }

  /** Notes what became of the draft; the last word counts. */
  void draft(RoutingOutcome.Draft said) {
    draft = said;
  }

  /**
   * An answer is on its way to the client.
   *
   * @param ended ends it with an error where the gateway ends before it does
   */
  public void sending(Consumer<Refusal> ended) {
    stop = ended;
  }

  /**
   * The gateway ends.
   *
   * @return whether an answer is on its way; if not, the client is still to be told
   */
  public boolean stop(Refusal why) {
    if (stop == null) {
      refused(why); // it is not the client that leaves
      return false;
    }
    stop.accept(why);
    return true;
  }

  /** What was read and written, for the answer and for nothing. */
  public Consumption consumption() {
    return consumption;
  }

  /**
   * Parameters that were active for each token of the answer; 0 if not known.
   *
   * @see Consumption#activeParameters
   */
  public double activeParameters() {
    return placement == null ? 0 : consumption.activeParameters(placement);
  }
}
