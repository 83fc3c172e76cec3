package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.model.RouterModel;
import java.util.stream.IntStream;

/** Finds the factor before the softmax over categories that makes its probabilities honest. */
final class Sharpness {
  private Sharpness() {}

  /** The factor with the least surprise (mean -log P of the true class) out of fold. */
  static double of(OutOfFold heads, Targets targets, int[] use) {
    int[] classed = IntStream.of(use).filter(targets::isClassed).toArray();
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (double factor = 1; factor <= 8; factor += 0.25) {
      double surprise = 0;
      for (int row : classed) {
        surprise += surprise(heads, targets, row, factor);
      }
      if (surprise < least) {
        least = surprise;
        best = factor;
      }
    }
    return best;
  }

  private static double surprise(OutOfFold heads, Targets targets, int row, double factor) {
    double sum = 0;
    double own = 0;
    for (String name : PromptClass.ALL) {
      double value = factor * heads.value(RouterModel.CATEGORY + name, row);
      sum += StrictMath.exp(value);
      own = targets.isOf(row, java.util.List.of(name)) ? value : own;
    }
    return StrictMath.log(sum) - own;
  }
}
