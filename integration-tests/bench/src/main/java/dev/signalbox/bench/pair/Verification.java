package dev.signalbox.bench.pair;

import dev.signalbox.bench.pair.answers.Cascaded;
import java.util.Locale;

/** How cascades of the gateway compare with those that are composed of recorded answers. */
final class Verification {
  private int asked;
  private int stood;
  private int verdicts;
  private int texts;
  private int measured;
  private double mostApart;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /**
   * Compares one.
   *
   * @param real what the gateway did
   * @param confidence of the recorded draft
   * @param expert who answers by that confidence and the gateway's threshold
   * @param text what that expert answered when it was asked by itself
   */
  void compare(Cascaded real, double confidence, String expert, String text) {
    asked++;
    stood += real.stood() ? 1 : 0;
    verdicts += expert.equals(real.expert()) ? 1 : 0;
    texts += text.equals(real.text()) ? 1 : 0;
    lowest = Math.min(lowest, real.threshold());
    highest = Math.max(highest, real.threshold());
    Double told = real.confidence();
    if (told != null) {
      measured++;
      mostApart = Math.max(mostApart, Math.abs(told - confidence));
    }
  }

  /** A sentence, with the end of its line. */
  @Override
  public String toString() {
    if (asked == 0) {
      return "No cascade was asked for in fact (--verify N).\n";
    }
    String threshold =
        lowest == highest
            ? String.format(Locale.ROOT, "threshold %.4f", lowest)
            : String.format(Locale.ROOT, "thresholds %.4f to %.4f", lowest, highest);
    String confidences =
        measured == 0
            ? "none told its confidence"
            : String.format(
                Locale.ROOT,
                "%d told their confidence, at most %.4f from the composed one",
                measured,
                mostApart);
    return String.format(
        Locale.ROOT,
        "Of %d cascades asked for in fact (%s, %d drafts stood) %d have the composed verdict and %d"
            + " the composed text; %s.%n",
        asked,
        threshold,
        stood,
        verdicts,
        texts,
        confidences);
  }
}
