package dev.signalbox.router.core.decide;

import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A rule about who can answer a request. Immutable, does no I/O. */
public interface Filter {

  /** Its name in reasons: {@code context-length}. */
  String name();

  /**
   * Keeps those who can.
   *
   * @param experts at least one, in order
   * @return at least one, in the same order
   * @throws RoutingRefusedException if none can
   */
  List<ExpertFleet> keep(List<ExpertFleet> experts, Inquiry inquiry);

  /** Why it dropped an expert, in a few words. */
  String why(ExpertFleet dropped, Inquiry inquiry);

  /** Those that fit, in their order; the list itself where all do, as they nearly always do. */
  static List<ExpertFleet> those(List<ExpertFleet> experts, Predicate<ExpertFleet> fits) {
    List<ExpertFleet> kept = null;
    for (int i = 0; i < experts.size(); i++) {
      ExpertFleet expert = experts.get(i);
      boolean fit = fits.test(expert);
      if (!fit && kept == null) {
        kept = new ArrayList<>(experts.subList(0, i));
      } else if (fit && kept != null) {
        kept.add(expert);
      }
    }
    return kept == null ? experts : kept;
  }
}
