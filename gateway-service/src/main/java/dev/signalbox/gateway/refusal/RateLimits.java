package dev.signalbox.gateway.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a 429 says of the limit that was hit, in the headers that OpenAI's clients know.
 *
 * @param headers {@code x-ratelimit-*} in lower case, with values of printable ASCII; empty if
 *     nothing is known
 */
public record RateLimits(Map<String, String> headers) {
  /** Nothing is known. */
  public static final RateLimits UNKNOWN = new RateLimits(Map.of());

  private static final String LIMIT = "x-ratelimit-limit-requests";
  private static final String REMAINING = "x-ratelimit-remaining-requests";
  private static final String RESET = "x-ratelimit-reset-requests";
  private static final List<String> NAMES =
      List.of(
          LIMIT,
          REMAINING,
          RESET,
          "x-ratelimit-limit-tokens",
          "x-ratelimit-remaining-tokens",
          "x-ratelimit-reset-tokens");
  private static final int LONGEST = 64;

  public RateLimits {
    headers = Map.copyOf(headers);
  }

  /**
   * A limit on requests that is used up.
   *
   * @param limit the limit
   * @param reset after which time another try may succeed; told in whole seconds, rounded up
   */
  public static RateLimits usedUp(int limit, Duration reset) {
    return new RateLimits(
        Map.of(
            LIMIT,
            Integer.toString(limit),
            REMAINING,
            "0",
            RESET,
            reset.plusNanos(999_999_999).toSeconds() + "s"));
  }

  /**
   * What another server said; of its headers only those that have a name and a value of this kind.
   *
   * @param header gives a header's value, or null
   */
  public static RateLimits said(Function<String, @Nullable String> header) {
    Map<String, String> said = new TreeMap<>();
    for (String name : NAMES) {
      String value = header.apply(name);
      if (value != null && isPlain(value)) {
        said.put(name, value);
      }
    }
    return said.isEmpty() ? UNKNOWN : new RateLimits(said);
  }

  private static boolean isPlain(String value) {
    return value.length() <= LONGEST && value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
