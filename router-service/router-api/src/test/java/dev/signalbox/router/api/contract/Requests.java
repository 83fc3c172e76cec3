package dev.signalbox.router.api.contract;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests for tests. */
public final class Requests {
  /** A prompt that every scorer finds easy. */
  public static final String EASY = "Hi!";

  /** A prompt that every scorer finds hard. */
  public static final String HARD =
      """
      A train leaves at 14:05 and another at 15:20 from stations 312.5 km apart; they run at 84 km/h
      and 97.5 km/h, and the first halts 7 minutes at each of 3 stops. Prove by induction on the
      number of stops when they meet, give the integral of f(x) = x^2 * e^(-3x) from 0 to 4, compute
      the determinant of [[2, 7, 1], [8, 2, 8], [1, 8, 2]], and write a C++ program that checks all
      three results in O(n log n) without floating point:
      ```
      int main() { std::vector<int> v{1, 2, 3}; return v[0] + v[1] * v[2]; }
      ```
      """;

  private Requests() {}

  /** A plain request of tenant {@code default}. */
  public static RoutingRequest of(String model, String text) {
    return of("r-1", model, text, Set.of(Capability.CHAT), 10, Preferences.NONE);
  }

  /** A request that needs something. */
  public static RoutingRequest needing(String model, Capability need) {
    return of("r-1", model, EASY, Set.of(Capability.CHAT, need), 10, Preferences.NONE);
  }

  /** A request with a prompt of so many tokens. */
  public static RoutingRequest ofLength(String model, int promptTokens) {
    return of("r-1", model, EASY, Set.of(Capability.CHAT), promptTokens, Preferences.NONE);
  }

  /** A request with wishes of its own. */
  public static RoutingRequest wishing(
      String id,
      String text,
      @Nullable String policy,
      @Nullable Double maxLargeShare,
      @Nullable Double quality,
      @Nullable String session) {
    return of(
        id,
        "auto",
        text,
        Set.of(Capability.CHAT),
        10,
        new Preferences(Mode.SINGLE, policy, maxLargeShare, quality, session));
  }

  private static RoutingRequest of(
      String id,
      String model,
      String text,
      Set<Capability> needs,
      int promptTokens,
      Preferences preferences) {
    return new RoutingRequest(
        id,
        "default",
        model,
        RoutingPrompt.of(text),
        needs,
        promptTokens,
        0,
        0,
        0,
        preferences,
        ClientThinking.OPEN,
        false);
  }
}
