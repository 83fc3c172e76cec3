package dev.signalbox.router.core.difficulty;

import dev.signalbox.router.api.RoutingRequest;

/**
 * Judges how hard a request is. Implementations are immutable, safe for use by many threads, do no
 * I/O and do not block; a decision waits for them.
 */
public interface DifficultyScorer {

  /** Judges one request; never fails on any text, empty or broken. */
  Assessment assess(RoutingRequest request);

  /** Name and version of what judges, e.g. {@code surface-1}; appears in every decision. */
  String version();

  /** What its difficulties mean; {@link Calibration#assumed()} if it was never calibrated. */
  Calibration calibration();
}
