package dev.signalbox.router.boot;

/** Every meter of the router. Tags are bounded by the configuration. */
enum RouterMeter {
  /** Decisions, by {@code expert} that was named first and {@code policy}. Counter. */
  DECISIONS("signalbox.router.decisions"),
  /** Refusals, by {@code kind}. Counter. */
  REFUSALS("signalbox.router.refusals"),
  /** Time that a decision took, refusals included. Timer. */
  DECISION_TIME("signalbox.router.decision.time"),
  /** Difficulty of requests, 0..1, by {@code tenant}. Summary. */
  DIFFICULTY("signalbox.router.difficulty"),
  /** Parameters active for each token at the named expert, by {@code tenant}. Summary. */
  ACTIVE_PARAMETERS("signalbox.router.active.parameters"),
  /** Reported outcomes, by {@code outcome}. Counter. */
  OUTCOMES("signalbox.router.outcomes");

  private final String meterName;

  RouterMeter(String meterName) {
    this.meterName = meterName;
  }

  String meterName() {
    return meterName;
  }
}
