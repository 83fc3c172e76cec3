package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import dev.signalbox.router.core.difficulty.model.Kind;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Fits a kind: its composite in units of expected gain, and the calibration of good enough.
 *
 * @param prompts all prompts
 * @param x their features
 * @param targets what they tell
 * @param heads the heads' values, out of fold
 */
record KindFit(List<LabelledPrompt> prompts, FeatureRows x, Targets targets, OutOfFold heads) {
  /**
   * How much of a kind's own mean gain is believed; the rest is drawn to the mean of all. A data
   * set's mean tells of its questions and of its models as much as of the kind.
   */
  static final double KEPT = 0.85;

  /** With fewer prompts of a kind it is measured over the prompts of all kinds. */
  static final int ENOUGH = 30;

  Kind fit(KindSpec spec, List<String> headNames, int[] use) {
    int[] all = IntStream.of(use).filter(targets::isClassed).toArray();
    int[] own = IntStream.of(use).filter(row -> targets.isOf(row, spec.classes())).toArray();
    int[] measured = own.length < ENOUGH ? all : own;
    int[] rated = rated(own);
    double[] headWeights = new double[headNames.size()];
    double[] surfaceWeights = new double[SurfaceFeature.COUNT];
    double bias = 0;
    for (var part : new TreeMap<>(spec.composite().heads()).entrySet()) {
      Yardstick m = Yardstick.of(measured, all, row -> heads.value(part.getKey(), row));
      double weight = part.getValue() / m.deviation();
      headWeights[headNames.indexOf(part.getKey())] = weight;
      bias -= weight * m.mean();
    }
    for (var part : new TreeMap<>(spec.composite().surface()).entrySet()) {
      Yardstick m = Yardstick.of(measured, all, row -> x.surface(row, part.getKey()));
      double weight = part.getValue() / m.deviation();
      surfaceWeights[part.getKey().ordinal()] = weight;
      bias -= weight * m.mean();
    }
    double[] weights = headWeights;
    double start = bias;
    IntToDoubleFunction composite =
        row -> {
          double sum = start;
          for (int h = 0; h < weights.length; h++) {
            sum += weights[h] == 0 ? 0 : weights[h] * heads.value(headNames.get(h), row);
          }
          for (int i = 0; i < surfaceWeights.length; i++) {
            double w = surfaceWeights[i];
            sum += w == 0 ? 0 : w * x.surface(row, SurfaceFeature.values()[i]);
          }
          return sum;
        };
    double slope = Slope.of(measured, rated, composite, targets.lift());
    double overall = mean(rated(use), targets.lift());
    double known = rated.length < ENOUGH ? spec.assumedGain() : mean(rated, targets.lift());
    double mean = overall + KEPT * (known - overall);
    LogisticFit good = goodEnough(rated.length < ENOUGH ? rated(use) : rated);
    return new Kind(
        spec.name(),
        spec.classes(),
        mean + slope * bias,
        scaled(headWeights, slope),
        scaled(surfaceWeights, slope),
        good.bias(),
        good.slope());
  }

  private int[] rated(int[] use) {
    return IntStream.of(use).filter(targets::isRated).toArray();
  }

  private LogisticFit goodEnough(int[] rated) {
    double[] good = targets.good();
    return LogisticFit.of(
        IntStream.of(rated).mapToDouble(row -> heads.value(RouterModel.GOOD, row)).toArray(),
        IntStream.of(rated).mapToDouble(row -> good[row]).toArray());
  }

  private static double mean(int[] rows, double[] values) {
    return Moments.of(rows, row -> values[row]).mean();
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }
}
