package dev.signalbox.router.lab.replay;

import dev.signalbox.router.core.policy.RoutingPolicy;

/** What is taken for granted of a log's lines that do not say it. */
public enum Assumption {
  TENANT("tenant", "taken to be one tenant's"),
  MODEL("model", "taken to leave the choice to the policy"),
  NEEDS("needs", "taken to need nothing that an expert may lack"),
  PROMPT("prompt_estimate", "taken to fit every context"),
  PROPENSITY("propensity", "taken to be certain, without exploration"),
  CATEGORY("category", "taken to be other"),
  CATEGORY_CONFIDENCE("category_confidence", "taken to be sure of their category"),
  STREAM("stream", "taken to be written as long as their client read");

  private final String field;
  private final String words;

  Assumption(String field, String words) {
    this.field = field;
    this.words = words;
  }

  /** The field that is not there, as logs name it. */
  public String field() {
    return field;
  }

  /** What such lines are taken for, to follow "are". */
  public String words() {
    return words;
  }

  /** Whether a policy would decide otherwise by it. */
  boolean matters(RoutingPolicy policy) {
    return switch (this) {
      case CATEGORY, CATEGORY_CONFIDENCE -> !policy.categories().isEmpty();
      case STREAM -> policy.weights().latency() > 0;
      case TENANT, MODEL, NEEDS, PROMPT, PROPENSITY -> true;
    };
  }
}
