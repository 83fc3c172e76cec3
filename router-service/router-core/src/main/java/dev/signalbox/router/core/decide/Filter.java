package dev.signalbox.router.core.decide;

import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.List;

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
}
