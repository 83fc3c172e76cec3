package dev.signalbox.router.lab.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers of a log, as its lines come. Of several ratings of one answer the last counts, since
 * whoever rates again has changed their mind; it stands in the place of the first, where the answer
 * was given.
 */
final class RatedOnce {
  private final List<LoggedDecision> decisions = new ArrayList<>();
  private final List<Set<Assumption>> assumed = new ArrayList<>();
  private final Map<LogLine.Rated, Integer> places = new HashMap<>();

  /**
   * Takes up an answer, or another rating of one.
   *
   * @param number number of the line
   * @throws dev.signalbox.router.lab.data.BadInputException naming the field that is wrong
   */
  void add(LogLine line, long number) {
    Set<Assumption> assumptions = EnumSet.noneOf(Assumption.class);
    LoggedDecision decision = LoggedDecision.of(line, number, assumptions::add);
    LogLine.Rated rated = line.rated();
    Integer place = rated == null ? null : places.putIfAbsent(rated, decisions.size());
    if (place == null) {
      decisions.add(decision);
      assumed.add(assumptions);
    } else {
      decisions.set(place, decision);
      assumed.set(place, assumptions);
    }
  }

  /** The answers so far, in order. */
  List<LoggedDecision> decisions() {
    return decisions;
  }

  /** What some of these do not say, with their number. */
  Map<Assumption, Integer> assumed() {
    Map<Assumption, Integer> counts = new EnumMap<>(Assumption.class);
    assumed.forEach(one -> one.forEach(assumption -> counts.merge(assumption, 1, Integer::sum)));
    return counts;
  }
}
