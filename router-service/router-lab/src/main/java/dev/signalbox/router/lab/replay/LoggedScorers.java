package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Say of a logged request what was said of it then. For one thread. */
final class LoggedScorers implements Scorers {
  private final Map<String, Assessment> byRequest = new HashMap<>();
  private final Map<String, DifficultyScorer> byTenant = new HashMap<>();
  private final Set<String> untoldOfRungs = new HashSet<>();
  private final Scorers meaning;

  /**
   * @param meaning tell by their calibration what gain to expect at a difficulty
   */
  LoggedScorers(List<LoggedDecision> log, Scorers meaning) {
    for (LoggedDecision decision : log) {
      byRequest.put(decision.request().requestId(), decision.assessment());
      if (isUntold(decision)) {
        untoldOfRungs.add(decision.request().tenant());
      }
    }
    this.meaning = meaning;
  }

  /** Whether a request was left to the policy, and the log does not say what was expected then. */
  static boolean isUntold(LoggedDecision decision) {
    return decision.request().model().equals(Catalog.AUTO)
        && decision.assessment().expectedScores().isEmpty();
  }

  /** One and the same for a tenant, since another scorer's difficulties would be other traffic. */
  @Override
  public DifficultyScorer of(String tenant) {
    return byTenant.computeIfAbsent(
        tenant, name -> new Logged(meaning.of(name), !untoldOfRungs.contains(name)));
  }

  private final class Logged implements DifficultyScorer {
    private final DifficultyScorer calibrated;
    private final boolean tellsOfRungs;

    Logged(DifficultyScorer calibrated, boolean tellsOfRungs) {
      this.calibrated = calibrated;
      this.tellsOfRungs = tellsOfRungs;
    }

    @Override
    public Assessment assess(RoutingRequest request) {
      Assessment assessment = byRequest.get(request.requestId());
      if (assessment == null) {
        throw new IllegalArgumentException(
            "request: " + request.requestId() + " (expected: one of the log)");
      }
      return assessment;
    }

    @Override
    public String version() {
      return calibrated.version();
    }

    /**
     * Without rated gains where the log does not always hold what was expected of each rung: steps
     * are even there, so that a curve of other steps would tell of another rule.
     */
    @Override
    public Calibration calibration() {
      Calibration calibration = calibrated.calibration();
      return tellsOfRungs ? calibration : calibration.with(null);
    }
  }
}
