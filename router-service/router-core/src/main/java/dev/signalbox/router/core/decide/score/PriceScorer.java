package dev.signalbox.router.core.decide.score;

import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.decide.Scorer;
import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.List;
import java.util.Locale;

/** Speaks against dear experts: {@code -weight * price / price of the dearest candidate}. */
public final class PriceScorer implements Scorer {

  @Override
  public String name() {
    return "price";
  }

  @Override
  public double contribution(ExpertFleet expert, List<ExpertFleet> experts, Inquiry inquiry) {
    double weight = inquiry.policy().weights().price();
    if (weight == 0) {
      return 0;
    }
    double dearest = 0;
    for (ExpertFleet other : experts) {
      dearest = Math.max(dearest, inquiry.expectedPrice(other));
    }
    return dearest == 0 ? 0 : -weight * inquiry.expectedPrice(expert) / dearest;
  }

  @Override
  public String words(ExpertFleet expert, Inquiry inquiry) {
    return String.format(Locale.ROOT, "expected price %.6f", inquiry.expectedPrice(expert));
  }
}
