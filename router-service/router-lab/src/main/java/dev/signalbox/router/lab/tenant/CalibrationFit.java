package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.tenant.GainCalibration;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the gains that a form of a head expects mean, by labels that it had not seen. */
final class CalibrationFit {
  /** With fewer labels that give both scores, assumed ones tell of the gain, too. */
  private static final int ENOUGH_GIVEN = 100;

  private CalibrationFit() {}

  /**
   * Fits to labels.
   *
   * @param rated those that rate small and large, by score or by assumption; at least one
   */
  static GainCalibration of(KernelRidge ridge, List<LabelledPrompt> labels, int[] rated) {
    double[] expected = expected(ridge, rated);
    double[] good = IntStream.of(rated).mapToDouble(row -> labels.get(row).goodEnough()).toArray();
    double[] sorted = expected.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double quartiles = sorted[n * 3 / 4] - sorted[n / 4];
    double[] quantiles = Quantiles.of(expected);
    return new GainCalibration(
        new GainScale(sorted[n / 2], Math.max(1e-6, quartiles / (2 * StrictMath.log(3)))),
        GoodEnoughFit.of(expected, good),
        quantiles,
        actual(ridge, labels, rated, quantiles));
  }

  /** The gain that came at some expected gains. */
  private static double[] actual(
      KernelRidge ridge, List<LabelledPrompt> labels, int[] rated, double[] at) {
    int[] given =
        IntStream.of(rated).filter(row -> labels.get(row).isGiven("small", "large")).toArray();
    int[] used = given.length < ENOUGH_GIVEN ? rated : given;
    return ActualGain.at(
        expected(ridge, used),
        IntStream.of(used)
            .mapToObj(labels::get)
            .mapToDouble(label -> label.score("large") - label.score("small"))
            .toArray(),
        at);
  }

  private static double[] expected(KernelRidge ridge, int[] rows) {
    return IntStream.of(rows).mapToDouble(row -> ridge.outOfFold()[row]).toArray();
  }
}
