package dev.signalbox.router.lab.validate;

import dev.signalbox.router.core.difficulty.Assessment;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a router says of some rows.
 *
 * @param fast difficulty by the fast form
 * @param full difficulty by the full form
 * @param length characters of the prompt
 * @param fastGood chance of good enough by the fast form
 * @param fullGood chance of good enough by the full form
 */
record Judged(double[] fast, double[] full, double[] length, double[] fastGood, double[] fullGood) {

  static Judged of(
      int[] rows,
      Function<Integer, Assessment> fast,
      Function<Integer, Assessment> full,
      Function<Integer, Long> length) {
    List<Assessment> quick = IntStream.of(rows).boxed().map(fast).toList();
    List<Assessment> slow = IntStream.of(rows).boxed().map(full).toList();
    return new Judged(
        quick.stream().mapToDouble(Assessment::difficulty).toArray(),
        slow.stream().mapToDouble(Assessment::difficulty).toArray(),
        IntStream.of(rows).mapToDouble(length::apply).toArray(),
        quick.stream().mapToDouble(Assessment::pGoodEnough).toArray(),
        slow.stream().mapToDouble(Assessment::pGoodEnough).toArray());
  }
}
