package dev.signalbox.gateway.feedback;

import org.jspecify.annotations.Nullable;

/**
 * An answer that may be rated.
 *
 * @param tenant who asked
 * @param requestId id of the request
 * @param expert who answered
 * @param policy the policy that decided
 * @param category what the request was about
 * @param difficulty as it was judged, unrounded
 * @param propensity probability with which the policy chose that expert
 * @param circumstances what else another policy would have to know
 * @param prompt the JSON member that holds the prompt, name and value, if its tenant keeps prompts;
 *     else null
 */
public record Answered(
    String tenant,
    String requestId,
    String expert,
    String policy,
    String category,
    double difficulty,
    double propensity,
    Circumstances circumstances,
    byte @Nullable [] prompt) {

  /** Bytes of it that count against the memory for prompts. */
  int promptBytes() {
    return prompt == null ? 0 : prompt.length;
  }
}
