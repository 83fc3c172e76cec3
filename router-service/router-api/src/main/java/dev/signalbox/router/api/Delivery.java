package dev.signalbox.router.api;

/**
 * What a policy wants of whoever carries the answer, beyond the order of the placements.
 *
 * @param resume what becomes of a stream whose upstream dies in the middle of it
 * @param hedgePercentile after which percentile of the usual time to the first token a second
 *     placement is asked as well, above 0 and below 100; 0 for never
 */
public record Delivery(Resume resume, double hedgePercentile) {
  /** Nothing but the order of the placements. */
  public static final Delivery PLAIN = new Delivery(Resume.NONE, 0);

  public Delivery {
    if (!(hedgePercentile >= 0 && hedgePercentile < 100)) {
      throw new IllegalArgumentException(
          "hedgePercentile: %s (expected: from 0 to below 100)".formatted(hedgePercentile));
    }
  }

  /** What becomes of a stream whose upstream dies. */
  public enum Resume {
    /** It ends with an error. */
    NONE,
    /** It goes on at another replica of the same model version from its token ids, if it can. */
    EXACT
  }
}
