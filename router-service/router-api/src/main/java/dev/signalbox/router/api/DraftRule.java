package dev.signalbox.router.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a draft stands, in mode {@link Mode#CASCADE}. The expert of the first placement writes the
 * draft; if it does not stand, the placements of other experts follow.
 *
 * <p>A draft's confidence is the mean of its tokens' log-probabilities, or a low quantile of them.
 * It stands if that is at least {@code threshold}. Where it cannot be told (no log-probabilities
 * came) or not in time, {@code easy} decides.
 *
 * @param expert who drafts
 * @param quantile the quantile of the log-probabilities that counts, 0..1; null for their mean
 * @param threshold natural logarithm; what is below does not stand. Over 0: no draft stands
 * @param share share of drafts that may be answered by another expert, of which the router keeps a
 *     budget, 0..1
 * @param credit where the router keeps that budget, to be told back as it is with the outcome; null
 *     where it keeps none
 * @param easy whether the draft is the answer where its confidence does not tell: the prompt alone
 *     would have sent the request to its expert, or the budget is used up
 * @param budget how long the client waits for the first token of a draft; null for no bound
 * @param longest bytes of a draft that are kept; a longer one is judged by what came so far
 * @param second whom to ask for a second answer that must agree; null where nobody is
 */
public record DraftRule(
    String expert,
    @Nullable Double quantile,
    double threshold,
    double share,
    @Nullable Credit credit,
    boolean easy,
    @Nullable Duration budget,
    int longest,
    @Nullable Second second) {

  /**
   * Where another expert's answer is paid for.
   *
   * @param account the router's own number of it
   * @param spent whether it was paid for beforehand, as a draft that may be followed is; what did
   *     not come is paid back
   */
  public record Credit(int account, boolean spent) {}

  /**
   * A second answer, asked for once the draft stands by its log-probabilities.
   *
   * @param placements where to ask, best first; not empty
   * @param agreement how alike both texts must be, 0..1
   */
  public record Second(List<Placement> placements, double agreement) {
    public Second {
      placements = List.copyOf(placements);
    }
  }
}
