package dev.signalbox.router.core.difficulty;

import java.util.Map;

/**
 * What a scorer says of a request.
 *
 * @param difficulty 0 easy .. 1 hard; rises with the expected gain E[score of large - score of
 *     small]. Unrounded
 * @param pGoodEnough calibrated probability that the small expert's score is at least the large
 *     one's minus a margin, 0..1
 * @param category from the scorer's closed list; {@code other} if unsure
 * @param categoryConfidence probability of that category, 0..1
 * @param expectedScores expected score by tier or expert id where the scorer knows; may be empty.
 *     An estimate of a score 0..1: one that was learnt by itself may pass the ends a little, since
 *     what counts is how far apart two are
 */
public record Assessment(
    double difficulty,
    double pGoodEnough,
    String category,
    double categoryConfidence,
    Map<String, Double> expectedScores) {
  public Assessment {
    expectedScores = Map.copyOf(expectedScores);
  }

  /**
   * The expected scores where they are of more than small and large, whose difference the
   * difficulty tells; otherwise none.
   */
  public Map<String, Double> ofMoreThanTwo() {
    return expectedScores.size() > 2 ? expectedScores : Map.of();
  }
}
