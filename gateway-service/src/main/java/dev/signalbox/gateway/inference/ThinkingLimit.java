package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.request.RequestBody.Member;
import dev.signalbox.gateway.request.ThinkingWord;
import dev.signalbox.gateway.request.ThinkingWord.Kind;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Thinking;
import dev.signalbox.router.api.ThinkingForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lowers what a client says itself of thinking to the policy's limit: degrees above it, larger
 * budgets, and switches where it allows none. What asks for less stays as it is, byte for byte.
 */
final class ThinkingLimit {
  private static final String NONE = "none";

  /** Words for degrees, below and above those that a policy knows. */
  private static final Map<String, Integer> RANKS =
      Map.of("low", 1, "medium", 2, "high", 3, "xhigh", 4, "max", 5);

  private static final Set<String> OFF = Set.of(NONE, "off", "minimal", "disabled", "false");

  /** Words that are switches; what each is called that says no. */
  private static final Map<String, String> NO =
      Map.of("true", "false", "on", "off", "enabled", "disabled", "adaptive", "disabled");

  private final Thinking most;
  private final List<ThinkingWord> said;

  /**
   * @param most the limit
   * @param said what the body says, to the server that gets it
   */
  ThinkingLimit(Thinking most, List<ThinkingWord> said) {
    this.most = most;
    this.said = said;
  }

  /** The lower of a wish and the limit. */
  Thinking of(Thinking wish) {
    Effort effort = wish.effort().compareTo(most.effort()) > 0 ? most.effort() : wish.effort();
    return new Thinking(effort, Math.min(wish.budget(), most.budget()));
  }

  /** What is lowered in the body for a placement. */
  List<Member> lowered(Placement placement) {
    List<Member> members = new ArrayList<>();
    for (ThinkingWord word : said) {
      String lower = lower(word, placement.thinking());
      if (lower != null) {
        members.add(Member.of(word.member(), lower, word.at()));
      }
    }
    return members;
  }

  /** What a server is told besides, in its own form, where the client does not say it there. */
  List<Member> bounds(Placement placement) {
    ThinkingForm form = placement.thinking();
    if (form == null) {
      return List.of();
    }
    if (most.effort() == Effort.OFF) {
      return form.flag() == null || says(said, ThinkingWish.KWARGS)
          ? List.of()
          : List.of(
              Member.added(
                  ThinkingWish.KWARGS, "{" + ThinkingWish.quoted(form.flag()) + ":false}"));
    }
    boolean bounded = said.stream().anyMatch(word -> word.kind() == Kind.TOKENS);
    String budget = form.budget();
    return budget == null || bounded || says(said, budget)
        ? List.of()
        : List.of(Member.added(budget, Integer.toString(most.budget())));
  }

  /** Whether a member of the body is among the words. */
  static boolean says(List<ThinkingWord> said, String member) {
    return said.stream().anyMatch(word -> word.member().equals(member));
  }

  /** What stands in the place of a word that asks for more; null if it does not. */
  private @Nullable String lower(ThinkingWord word, @Nullable ThinkingForm form) {
    boolean none = most.effort() == Effort.OFF;
    return switch (word.kind()) {
      case TOKENS, NUMBER -> within(word.text()) ? null : Integer.toString(most.budget());
      case SWITCH -> none && word.text().equals("true") ? "false" : null;
      case WORD -> lower(word.text().toLowerCase(Locale.ROOT), form);
      case STRANGE -> lower("", form);
      case OTHER -> null;
    };
  }

  /** Below 0 means without bound, where it means anything, and what is no number may mean so. */
  private boolean within(String number) {
    try {
      double tokens = Double.parseDouble(number);
      return tokens >= 0 && tokens <= most.budget();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * A degree that nobody knows, of whatever type, counts as high: it is lowered where that is not
   * allowed.
   */
  private @Nullable String lower(String word, @Nullable ThinkingForm form) {
    String no = NO.get(word);
    if (OFF.contains(word) || no != null && most.effort() != Effort.OFF) {
      return null;
    }
    int rank = RANKS.getOrDefault(word, 3);
    return switch (most.effort()) {
      case OFF -> ThinkingWish.quoted(no != null ? no : name(Effort.OFF, NONE, form));
      case LOW -> rank > 1 ? ThinkingWish.quoted(name(Effort.LOW, "low", form)) : null;
      case HIGH -> rank > 3 ? ThinkingWish.quoted(name(Effort.HIGH, "high", form)) : null;
    };
  }

  private static String name(Effort effort, String usual, @Nullable ThinkingForm form) {
    return form == null ? usual : form.efforts().getOrDefault(effort, usual);
  }
}
