package dev.signalbox.bench.pair.figures;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Something that is known of each question, and what it tells of the answers.
 *
 * @param name for tables
 * @param score of each question
 */
record Signal(String name, double[] score) {

  /**
   * The area under the receiver operating characteristic: the chance that a question with some
   * property scores above one without it, ties counting one half (Mann and Whitney's U over the
   * product of the two numbers).
   *
   * @param cases questions with both answers, in the order of the scores
   * @param property what is to be told
   * @param rows numbers of questions; one may come several times
   * @return 0..1, one half if nothing is told; NaN if all or none have the property
   */
  double area(List<Case> cases, Predicate<Case> property, int[] rows) {
    int[] order =
        IntStream.of(rows)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> score[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double rankSum = 0;
    long with = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && score[order[to]] == score[order[from]]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      for (int i = from; i < to; i++) {
        if (property.test(cases.get(order[i]))) {
          rankSum += rank;
          with++;
        }
      }
      from = to;
    }
    long without = order.length - with;
    if (with == 0 || without == 0) {
      return Double.NaN;
    }
    return (rankSum - with * (with + 1) / 2.0) / ((double) with * without);
  }
}
