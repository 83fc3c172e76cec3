package dev.signalbox.router.core.decide.score;

import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.decide.Scorer;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.Replica;
import java.util.List;
import java.util.Locale;

/**
 * Speaks against slow experts: {@code -weight * expected seconds / those of the slowest candidate}.
 * The expected time grows with the load of the least busy replica; an expert that has not answered
 * yet gets nothing against it.
 */
public final class LatencyScorer implements Scorer {

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public double contribution(ExpertFleet expert, List<ExpertFleet> experts, Inquiry inquiry) {
    double weight = inquiry.policy().weights().latency();
    if (weight == 0) {
      return 0;
    }
    double slowest = 0;
    for (ExpertFleet other : experts) {
      slowest = Math.max(slowest, seconds(other, inquiry));
    }
    return slowest == 0 ? 0 : -weight * seconds(expert, inquiry) / slowest;
  }

  @Override
  public String words(ExpertFleet expert, Inquiry inquiry) {
    return String.format(Locale.ROOT, "expected to take %.2f s", seconds(expert, inquiry));
  }

  private static double seconds(ExpertFleet expert, Inquiry inquiry) {
    double alone =
        Math.max(0, inquiry.pace().expectedSeconds(expert.id(), inquiry.request().maxTokens()));
    double crowding = Double.MAX_VALUE;
    for (Replica replica : expert.ready()) {
      if (!replica.capabilities().containsAll(inquiry.request().needs())) {
        continue;
      }
      double slots = Math.max(1, replica.status().slots());
      crowding = Math.min(crowding, Math.max(1, (replica.load() + 1) / slots));
    }
    return crowding == Double.MAX_VALUE ? alone : alone * crowding;
  }
}
