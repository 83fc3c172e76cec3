package dev.signalbox.router.core.decide;

import java.util.List;

/** Chooses among scored experts. */
public interface Picker {

  /**
   * Chooses.
   *
   * @param scored those who can answer, best first; at least one
   */
  Pick pick(List<Scored> scored, Inquiry inquiry);
}
