package dev.signalbox.router.lab.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of whom a log can tell: who had a chance of a request beside the expert that it got. A log holds
 * the probability of that expert alone. Where it was 1, nobody else had a chance; where it was
 * less, those count who were seen to have one under the same policy in the same category.
 */
final class Support {
  private final Map<Group, Set<String>> seen = new HashMap<>();

  Support(List<LoggedDecision> log) {
    for (LoggedDecision decision : log) {
      if (decision.propensity() < 1) {
        seen.computeIfAbsent(Group.of(decision), group -> new HashSet<>()).add(decision.expert());
      }
    }
  }

  /** Whether the log can tell what an expert would have made of a request. */
  boolean has(LoggedDecision decision, String expert) {
    return decision.expert().equals(expert)
        || decision.propensity() < 1
            && seen.getOrDefault(Group.of(decision), Set.of()).contains(expert);
  }

  private record Group(String policy, String category) {
    static Group of(LoggedDecision decision) {
      return new Group(decision.policy(), decision.assessment().category());
    }
  }
}
