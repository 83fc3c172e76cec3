package dev.signalbox.router.core.decide;

import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.List;

/** A rule about how well an expert suits a request. Immutable, does no I/O. */
public interface Scorer {

  /** Its name in reasons: {@code price}. */
  String name();

  /**
   * What it adds to an expert's score; more is better. 0 if it has nothing to say.
   *
   * @param expert one of {@code experts}
   * @param experts all who can answer
   */
  double contribution(ExpertFleet expert, List<ExpertFleet> experts, Inquiry inquiry);

  /** What the contribution comes from, in one sentence. */
  String words(ExpertFleet expert, Inquiry inquiry);
}
