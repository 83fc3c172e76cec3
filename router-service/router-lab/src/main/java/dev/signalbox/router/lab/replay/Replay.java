package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.metric.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What another threshold would have made of logged traffic. Requests that it would have sent where
 * they went speak for it, each weighted by 1 / propensity (self-normalised inverse propensity), so
 * that an exploring log tells of both experts; a log without exploration tells only of requests
 * whose expert stays the same.
 *
 * @param requests requests in the log
 * @param threshold difficulty from which the other policy takes the large expert
 * @param changed share of requests that would have gone elsewhere
 * @param largeBefore share that large answered
 * @param largeAfter share that it would have answered
 * @param scoreBefore mean score as logged
 * @param scoreAfter expected score under the other policy
 * @param priceBefore mean price as logged
 * @param priceAfter expected price under the other policy
 * @param effective effective number of requests behind the expectations
 * @param blind whether requests that would change have no chance in the log, so that nothing is
 *     known of them
 */
public record Replay(
    int requests,
    double threshold,
    double changed,
    double largeBefore,
    double largeAfter,
    Interval scoreBefore,
    Interval scoreAfter,
    Interval priceBefore,
    Interval priceAfter,
    double effective,
    boolean blind) {

  /** Replays a log with a threshold on difficulty. */
  public static Replay of(List<LoggedDecision> log, double threshold) {
    if (log.isEmpty()) {
      throw new BadInputException("the log is empty: there is nothing to replay");
    }
    double[] weight = new double[log.size()];
    double[] one = new double[log.size()];
    Arrays.fill(one, 1);
    double changed = 0;
    double before = 0;
    double after = 0;
    boolean explored = false;
    for (int i = 0; i < weight.length; i++) {
      LoggedDecision decision = log.get(i);
      boolean large = decision.difficulty() >= threshold;
      weight[i] = large == decision.large() ? 1 / decision.propensity() : 0;
      changed += large == decision.large() ? 0 : 1;
      before += decision.large() ? 1 : 0;
      after += large ? 1 : 0;
      explored |= decision.propensity() < 1;
    }
    int n = log.size();
    return new Replay(
        n,
        threshold,
        changed / n,
        before / n,
        after / n,
        mean(log, one, LoggedDecision::score),
        mean(log, weight, LoggedDecision::score),
        mean(log, one, LoggedDecision::price),
        mean(log, weight, LoggedDecision::price),
        effective(weight),
        changed > 0 && !explored);
  }

  /** The threshold that sends this share of the log's requests to large. */
  public static double thresholdFor(List<LoggedDecision> log, double share) {
    double[] sorted = log.stream().mapToDouble(LoggedDecision::difficulty).sorted().toArray();
    int first = (int) Math.round((1 - share) * sorted.length);
    return first >= sorted.length ? Double.POSITIVE_INFINITY : sorted[first];
  }

  private static Interval mean(
      List<LoggedDecision> log, double[] weight, ToDoubleFunction<LoggedDecision> value) {
    return Interval.bootstrap(
        log.size(),
        rows -> {
          double sum = 0;
          double total = 0;
          for (int row : rows) {
            double v = value.applyAsDouble(log.get(row));
            if (!Double.isNaN(v)) {
              sum += weight[row] * v;
              total += weight[row];
            }
          }
          return sum / total;
        });
  }

  private static double effective(double[] weight) {
    double sum = 0;
    double squares = 0;
    for (double w : weight) {
      sum += w;
      squares += w * w;
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }

  /** The answer for people. */
  public String table() {
    return String.format(
        Locale.ROOT,
        "%d requests, large from difficulty %.4f on%n"
            + "%-26s %.1f%%%n%-26s %.1f%% -> %.1f%%%n%-26s %s -> %s%n%-26s %s -> %s%n%-26s %.0f%n%s",
        requests,
        threshold,
        "would have gone elsewhere",
        100 * changed,
        "share of large",
        100 * largeBefore,
        100 * largeAfter,
        "score",
        scoreBefore,
        scoreAfter,
        "price per request",
        priceBefore,
        priceAfter,
        "effective requests",
        effective,
        blind
            ? "the log has no exploration: of requests that would change nothing is known\n"
            : "");
  }
}
