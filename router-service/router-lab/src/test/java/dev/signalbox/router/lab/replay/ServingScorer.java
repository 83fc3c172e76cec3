package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;

/** What serves today: tells what difficulties mean, and must not be asked for one. */
record ServingScorer(Calibration calibration) implements DifficultyScorer {

  @Override
  public Assessment assess(RoutingRequest request) {
    throw new AssertionError("the log tells");
  }

  @Override
  public String version() {
    return "head-1";
  }
}
