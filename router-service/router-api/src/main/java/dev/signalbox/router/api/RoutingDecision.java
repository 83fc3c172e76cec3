package dev.signalbox.router.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the router says.
 *
 * @param requestId the request that was decided
 * @param mode how the answer is made
 * @param placements where to send it, best first; never empty. Those after the first are tried in
 *     order, before the first token reached the client
 * @param difficulty 0 easy .. 1 hard; rises with the expected gain of large over small
 * @param pGoodEnough calibrated probability that the small expert's answer is good enough, 0..1
 * @param expectedScores score expected of each tier or expert, 0..1 but for estimates that pass the
 *     ends a little; empty where the difficulty says all that the router knows, as of two rungs
 * @param category what the request is about, from the router's closed list; {@code other} if unsure
 * @param categoryConfidence probability of that category, 0..1; null where a router does not say
 * @param language in which the request is written, ISO 639-1; {@code und} if that cannot be told
 * @param policy name of the policy that decided
 * @param arm rollout arm, {@code stable} where no rollout is under way
 * @param revision configuration revision that the decision was made with
 * @param router version of the trained router that judged the difficulty
 * @param propensity probability with which this request got the expert it got, over 0 and up to 1;
 *     below 1 only where the policy explores
 * @param activeParameters parameters active for each token at the first placement; 0 if not known
 * @param draft when the first expert's answer stands; present in mode cascade only
 * @param credit where answers of a share that was promised are paid for, to be told back as it is
 *     with the outcome; null where there is no such share, and where the draft's rule has a credit
 * @param thinking how much thinking the request is worth; null where the policy leaves it alone or
 *     the client says it itself
 * @param thinkingLimit the most that the client's own wish for thinking may come to; null where it
 *     has none, wants none, or the policy leaves that alone
 * @param delivery what the policy wants of whoever carries the answer; plain where a router does
 *     not say
 * @param reasons why, in the order in which the rules spoke
 */
public record RoutingDecision(
    String requestId,
    Mode mode,
    List<Placement> placements,
    double difficulty,
    double pGoodEnough,
    Map<String, Double> expectedScores,
    String category,
    @Nullable Double categoryConfidence,
    String language,
    String policy,
    String arm,
    String revision,
    String router,
    double propensity,
    long activeParameters,
    @Nullable DraftRule draft,
    @Nullable ShareCredit credit,
    @Nullable Thinking thinking,
    @Nullable Thinking thinkingLimit,
    Delivery delivery,
    List<Reason> reasons) {
  public RoutingDecision {
    if (placements.isEmpty()) {
      throw new IllegalArgumentException("placements: empty (expected: at least one)");
    }
    placements = List.copyOf(placements);
    if ((mode == Mode.CASCADE) != (draft != null)) {
      throw new IllegalArgumentException(
          "draft: "
              + draft
              + " in mode "
              + mode.wireName()
              + " (expected: in cascade, and only there)");
    }
    reasons = List.copyOf(reasons);
    expectedScores = Map.copyOf(Objects.requireNonNullElse(expectedScores, Map.of()));
    delivery = Objects.requireNonNullElse(delivery, Delivery.PLAIN);
  }
}
