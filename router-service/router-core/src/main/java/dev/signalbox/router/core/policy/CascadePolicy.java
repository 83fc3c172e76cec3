package dev.signalbox.router.core.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a policy's cascades go. Immutable.
 *
 * @param quantile the quantile of a draft's log-probabilities that is its confidence, 0..1; null
 *     for their mean
 * @param minLogprob least confidence at which a draft stands, natural logarithm, at most 0; null to
 *     take it from the objective and the drafts seen
 * @param budget how long a client waits for the first token of a draft; null for no bound
 * @param longestDraft bytes of a draft that the gateway keeps
 * @param second tier or expert whose answer must agree with the draft; null for none
 * @param agreement how alike both must be, 0..1
 */
public record CascadePolicy(
    @Nullable Double quantile,
    @Nullable Double minLogprob,
    @Nullable Duration budget,
    int longestDraft,
    @Nullable String second,
    double agreement) {
  /** What a policy that says nothing of it means. */
  public static final CascadePolicy DEFAULT =
      new CascadePolicy(null, null, null, 1 << 20, null, 0.5);
}
