package dev.signalbox.router.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;

/**
 * Every meter of the router, with what operators read of it at the endpoint. Tags are bounded by
 * the configuration.
 */
enum RouterMeter {
  /** Counter. Tags: expert, policy. */
  DECISIONS(
      "signalbox.router.decisions", "Decisions by the expert that was named first and the policy"),
  /** Counter. Tags: kind. */
  REFUSALS("signalbox.router.refusals", "Requests for which the router named no placement"),
  /** Timer. */
  DECISION_TIME("signalbox.router.decision.time", "Time that a decision took, refusals included"),
  /** Summary. Tags: tenant. */
  DIFFICULTY("signalbox.router.difficulty", "Difficulty of requests, 0 easy to 1 hard"),
  /** Summary. Tags: tenant. */
  ACTIVE_PARAMETERS(
      "signalbox.router.active.parameters",
      "Parameters active for each token at the expert that was named first"),
  /** Counter. Tags: outcome. */
  OUTCOMES("signalbox.router.outcomes", "Outcomes that gateways reported");

  private final String meterName;
  private final String description;

  RouterMeter(String meterName, String description) {
    this.meterName = meterName;
    this.description = description;
  }

  String meterName() {
    return meterName;
  }

  Counter.Builder counter() {
    return Counter.builder(meterName).description(description);
  }

  Timer.Builder timer() {
    return Timer.builder(meterName).description(description);
  }

  DistributionSummary.Builder summary() {
    return DistributionSummary.builder(meterName).description(description);
  }
}
