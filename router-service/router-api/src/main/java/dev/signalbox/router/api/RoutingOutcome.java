package dev.signalbox.router.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a decision, told once.
 *
 * @param requestId the request
 * @param tenant who asked
 * @param kind how it ended
 * @param expert who wrote the answer, or null if nobody did
 * @param attempts every placement that was tried, in order
 * @param tokens prompt and completion tokens by expert
 * @param timeToFirstToken from the gateway's receipt of the request to the first token; null if
 *     none came
 * @param total from receipt to the end of the answer; how long a client takes to read one that is
 *     no stream is not in it
 * @param draft what became of the draft; null where none was asked for
 * @param credit the credit of the decision; null where it has none
 */
public record RoutingOutcome(
    String requestId,
    String tenant,
    OutcomeKind kind,
    @Nullable String expert,
    List<Attempt> attempts,
    Map<String, Tokens> tokens,
    @Nullable Duration timeToFirstToken,
    Duration total,
    @Nullable Draft draft,
    @Nullable ShareCredit credit) {
  public RoutingOutcome {
    attempts = List.copyOf(attempts);
    tokens = Map.copyOf(tokens);
  }

  /**
   * One placement that was tried.
   *
   * @param replica the replica's id
   * @param kind how the attempt ended
   */
  public record Attempt(String replica, AttemptKind kind) {}

  /** How one attempt ended. */
  public enum AttemptKind {
    ANSWERED,
    CONNECT_FAILED,
    SERVER_ERROR,
    CLIENT_ERROR,
    BUSY,
    FIRST_TOKEN_TIMEOUT,
    BROKE_MID_STREAM,
    CANCELLED
  }

  /**
   * A cascade's draft.
   *
   * @param expert who was asked for it
   * @param policy the policy that decided
   * @param share the share of the decision's rule
   * @param credit the credit of the decision's rule; null where the router keeps no budget
   * @param quantile the quantile that its confidence is, null for the mean
   * @param confidence natural logarithm; null if it was not measured
   * @param verdict what became of it
   */
  public record Draft(
      String expert,
      String policy,
      double share,
      DraftRule.@Nullable Credit credit,
      @Nullable Double quantile,
      @Nullable Double confidence,
      DraftVerdict verdict) {}

  /**
   * Tokens that one expert read and wrote.
   *
   * @param prompt tokens of the prompt
   * @param cached of these, tokens that came from the prefix cache
   * @param completion tokens written
   */
  public record Tokens(long prompt, long cached, long completion) {
    /** The sum of both. */
    public Tokens plus(Tokens more) {
      return new Tokens(prompt + more.prompt, cached + more.cached, completion + more.completion);
    }
  }
}
