package dev.signalbox.gateway.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/**
 * Every meter of the gateway, with what operators read of it at the endpoint. Tags are bounded:
 * endpoints, experts, outcomes and codes come from closed lists or from the configuration, never
 * from a request.
 */
public enum GatewayMeter {
  /** Tags: endpoint, expert, outcome. */
  REQUESTS(
      "signalbox.gateway.requests",
      "Time from the head of a request to the end of its answer, by how it ended"),
  /** Tags: expert. */
  TIME_TO_FIRST_TOKEN(
      "signalbox.gateway.time.to.first.token",
      "Time from the head of a request to the first token of its answer, of streams only"),
  /** No tags. */
  INTER_TOKEN_LATENCY(
      "signalbox.gateway.inter.token.latency",
      "Time between two chunks of a stream with a choice in them"),
  /** Tags: expert, kind (prompt, cached, completion). */
  TOKENS("signalbox.gateway.tokens", "Tokens of answers, read and written, as the upstream counts"),
  /** Tags: expert, reason (stop, length, tool_calls, ..., other). */
  FINISHES("signalbox.gateway.finishes", "Choices of answers by why they ended"),
  /** Tags: tenant. */
  ACTIVE_PARAMETERS(
      "signalbox.gateway.active.parameters",
      "Parameters active for each token of an answer; sum over count is the tenant's average"),
  /** Tags: expert, verdict. */
  DRAFTS("signalbox.gateway.drafts", "Drafts of cascades by what became of them"),
  /** Tags: expert. */
  WASTED_TOKENS(
      "signalbox.gateway.wasted.tokens",
      "Tokens written for nothing: drafts that did not stand, second answers"),
  /** Tags: result. */
  ATTEMPTS("signalbox.gateway.attempts", "Calls of upstreams by how they ended"),
  /** Tags: code. */
  REFUSALS("signalbox.gateway.refusals", "Requests that were told no, by the code of the error"),
  /** Tags: phase (read, route, upstream, deliver). */
  PHASES("signalbox.gateway.phases", "Time that requests spent in each phase"),
  /** No tags. */
  UNDER_WAY("signalbox.gateway.under.way", "Answers under way"),
  /** No tags. */
  BODY_BYTES("signalbox.gateway.body.bytes", "Bytes of request bodies that are held");

  private final String meterName;
  private final String description;

  GatewayMeter(String meterName, String description) {
    this.meterName = meterName;
    this.description = description;
  }

  /** The name in the registry. */
  public String meterName() {
    return meterName;
  }

  /** Builds it, where it counts. */
  Counter.Builder counter() {
    return Counter.builder(meterName).description(description);
  }

  /** Builds it, where it measures time. */
  Timer.Builder timer() {
    return Timer.builder(meterName).description(description);
  }

  /** Builds it, where it sums up. */
  DistributionSummary.Builder summary() {
    return DistributionSummary.builder(meterName).description(description);
  }

  /** Builds it, where it is looked up when somebody asks. */
  Gauge.Builder<?> gauge(Supplier<Number> now) {
    return Gauge.builder(meterName, now).description(description).strongReference(true);
  }
}
