package dev.signalbox.gateway.account;

/**
 * Every meter of the gateway. Tags are bounded: endpoints, experts, outcomes and codes come from
 * closed lists or from the configuration, never from a request.
 */
public enum GatewayMeter {
  /** Time from the head of a request to the end of its answer. Tags: endpoint, expert, outcome. */
  REQUESTS("signalbox.gateway.requests"),
  /** Time from the head of a request to the first token of its answer. Tags: expert. */
  TIME_TO_FIRST_TOKEN("signalbox.gateway.time.to.first.token"),
  /** Time between two chunks of a stream with a choice in them. No tags. */
  INTER_TOKEN_LATENCY("signalbox.gateway.inter.token.latency"),
  /** Tokens. Tags: expert, kind (prompt, cached, completion). */
  TOKENS("signalbox.gateway.tokens"),
  /** Answers by why they ended. Tags: expert, reason (stop, length, tool_calls, ..., other). */
  FINISHES("signalbox.gateway.finishes"),
  /**
   * Parameters that were active for each token of an answer. Tags: tenant. Its sum over its count
   * is the tenant's average
   */
  ACTIVE_PARAMETERS("signalbox.gateway.active.parameters"),
  /** Drafts of cascades. Tags: expert, verdict. */
  DRAFTS("signalbox.gateway.drafts"),
  /** Tokens written for nothing: drafts that did not stand, second answers. Tags: expert. */
  WASTED_TOKENS("signalbox.gateway.wasted.tokens"),
  /** Upstream calls. Tags: result. */
  ATTEMPTS("signalbox.gateway.attempts"),
  /** Refusals. Tags: code. */
  REFUSALS("signalbox.gateway.refusals"),
  /** Time in each phase of a request. Tags: phase (read, route, upstream, deliver). */
  PHASES("signalbox.gateway.phases"),
  /** Answers under way. No tags. */
  UNDER_WAY("signalbox.gateway.under.way");

  private final String meterName;

  GatewayMeter(String meterName) {
    this.meterName = meterName;
  }

  /** The name in the registry. */
  public String meterName() {
    return meterName;
  }
}
