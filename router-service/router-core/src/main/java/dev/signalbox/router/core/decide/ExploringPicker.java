package dev.signalbox.router.core.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Takes the best, but for the policy's exploration share e of requests, which go to any of the n
 * experts that are scored with equal chance. The best is thus taken with probability {@code 1 - e +
 * e/n}, every other with {@code e/n}.
 */
public final class ExploringPicker implements Picker {
  private final DoubleSupplier chance;

  /**
   * @param chance numbers from 0 up to but not 1
   */
  public ExploringPicker(DoubleSupplier chance) {
    this.chance = chance;
  }

  @Override
  public Pick pick(List<Scored> scored, Inquiry inquiry) {
    double share = inquiry.policy().explorationShare();
    int count = scored.size();
    if (share <= 0 || count == 1) {
      return new Pick(scored, 1, false);
    }
    if (chance.getAsDouble() >= share) {
      return new Pick(scored, propensity(0, count, share), false);
    }
    return taking(Math.min(count - 1, (int) (chance.getAsDouble() * count)), scored, share);
  }

  /**
   * The pick that chance makes of one place.
   *
   * @param place from 0, the best, up to but not the number of those scored
   * @param share the policy's exploration share
   */
  static Pick taking(int place, List<Scored> scored, double share) {
    List<Scored> order = new ArrayList<>(scored);
    order.addFirst(order.remove(place));
    return new Pick(order, propensity(place, scored.size(), share), true);
  }

  private static double propensity(int place, int count, double share) {
    return place == 0 ? 1 - share + share / count : share / count;
  }
}
