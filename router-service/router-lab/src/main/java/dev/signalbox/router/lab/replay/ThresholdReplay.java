package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.metric.Interval;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A quick look without a configuration: what one threshold between the large expert and all others
 * would have made of logged traffic. An exploring log tells of both sides; a log without
 * exploration tells only of requests that stay where they were.
 *
 * <p>What is to be expected of each side is told by its own answers, weighted by the inverse of
 * their propensity, and a side counts by its share of the requests. Of several other experts that
 * were explored, each stands for a request in equal part, however seldom the log's policy asked it:
 * a line does not hold the chance of all of them together.
 *
 * @param requests requests in the log
 * @param threshold difficulty from which the large expert is taken
 * @param changed share of requests that would have gone elsewhere
 * @param largeBefore share that large answered
 * @param largeAfter share that it would have answered
 * @param scoreBefore mean score as logged; null if nobody rated
 * @param scoreAfter expected score; null if the log cannot tell
 * @param priceBefore mean price of a request as logged; null if the log holds none
 * @param priceAfter expected price; null if the log cannot tell
 * @param effective effective number of requests behind the expectations
 * @param blind whether requests that would change have no chance in the log, so that nothing is
 *     known of them
 */
public record ThresholdReplay(
    int requests,
    double threshold,
    double changed,
    double largeBefore,
    double largeAfter,
    @Nullable Interval scoreBefore,
    @Nullable Interval scoreAfter,
    @Nullable Interval priceBefore,
    @Nullable Interval priceAfter,
    double effective,
    boolean blind) {

  /**
   * Replays a log.
   *
   * @param large the expert that counts as large, as the log has it
   * @throws BadInputException naming the experts that answered where none of them is the large one
   */
  public static ThresholdReplay of(TrafficLog traffic, String large, double threshold) {
    List<LoggedDecision> log = traffic.decisions();
    requireAnswered(log, large);
    int n = log.size();
    double[] weight = new double[n];
    boolean[] hard = new boolean[n];
    double changed = 0;
    double before = 0;
    double after = 0;
    boolean explored = false;
    for (int i = 0; i < n; i++) {
      LoggedDecision decision = log.get(i);
      boolean wasLarge = decision.expert().equals(large);
      boolean isLarge = decision.assessment().difficulty() >= threshold;
      hard[i] = isLarge;
      weight[i] = isLarge == wasLarge ? 1 / decision.propensity() : 0;
      changed += isLarge == wasLarge ? 0 : 1;
      before += wasLarge ? 1 : 0;
      after += isLarge ? 1 : 0;
      explored |= decision.propensity() < 1;
    }
    Estimate score =
        Estimate.of(log.stream().mapToDouble(LoggedDecision::score).toArray(), weight, hard);
    Estimate price =
        Estimate.of(log.stream().mapToDouble(LoggedDecision::price).toArray(), weight, hard);
    return new ThresholdReplay(
        n,
        threshold,
        changed / n,
        before / n,
        after / n,
        score == null ? null : score.before(),
        score == null ? null : score.after(),
        price == null ? null : price.before(),
        price == null ? null : price.after(),
        Estimate.effective(weight, hard),
        changed > 0 && !explored);
  }

  private static void requireAnswered(List<LoggedDecision> log, String large) {
    TreeSet<String> experts = new TreeSet<>();
    log.forEach(decision -> experts.add(decision.expert()));
    if (!experts.contains(large)) {
      throw new BadInputException(
          "large: \"%s\" answered nothing in this log (expected: one of %s)"
              .formatted(large, String.join(", ", experts)));
    }
  }

  /** The threshold that sends this share of the log's requests to large. */
  public static double thresholdFor(TrafficLog log, double share) {
    double[] sorted =
        log.decisions().stream().mapToDouble(d -> d.assessment().difficulty()).sorted().toArray();
    int first = (int) Math.round((1 - share) * sorted.length);
    return first >= sorted.length ? Double.POSITIVE_INFINITY : sorted[first];
  }

  /** The answer for people. */
  public String table() {
    return String.format(
        Locale.ROOT,
        "%d requests, large from difficulty %.4f on%n"
            + "%-26s %.1f%%%n%-26s %.1f%% -> %.1f%%%n%-26s %s%n%-26s %s%n%-26s %.0f%n%s",
        requests,
        threshold,
        "would have gone elsewhere",
        100 * changed,
        "share of large",
        100 * largeBefore,
        100 * largeAfter,
        "score",
        Shown.change(scoreBefore, scoreAfter),
        "price per request",
        Shown.change(priceBefore, priceAfter),
        "effective requests",
        effective,
        blind
            ? "the log has no exploration: of requests that would change nothing is known\n"
            : "");
  }
}
