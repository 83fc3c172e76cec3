package dev.signalbox.router.core.difficulty;

import java.util.List;

/**
 * Rated requests: the gain over small that was expected of each tier or expert, by estimates that
 * had not seen the request, and the gain that came. They tell what a rule that chooses by such
 * estimates keeps, with the estimates' errors in it: the greatest of several is mostly one that is
 * too great.
 *
 * @param names tiers or experts; {@code large} first
 * @param expected gain by name and request; NaN where the request was not rated for the name
 * @param actual likewise
 */
public record RatedGains(List<String> names, float[][] expected, float[][] actual) {
  /** The name whose gain the difficulty tells of. */
  public static final String LARGE = "large";

  public RatedGains {
    names = List.copyOf(names);
    if (names.isEmpty()
        || !names.getFirst().equals(LARGE)
        || expected.length != names.size()
        || actual.length != names.size()) {
      throw new IllegalArgumentException(
          "rated gains: %s, %d and %d rows (expected: large first, equally many rows)"
              .formatted(names, expected.length, actual.length));
    }
    for (int name = 0; name < names.size(); name++) {
      if (expected[name].length != expected[0].length
          || actual[name].length != expected[0].length) {
        throw new IllegalArgumentException("rated gains: " + names.get(name) + " is cut short");
      }
    }
  }

  /** Number of requests. */
  public int size() {
    return expected[0].length;
  }
}
