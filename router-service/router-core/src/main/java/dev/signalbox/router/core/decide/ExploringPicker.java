package dev.signalbox.router.core.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Takes the best, but for the policy's exploration share e of requests, which go to any of the n
 * experts of the ladder with equal chance. The best is thus taken with probability {@code 1 - e +
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
    double best = 1 - share + share / count;
    if (chance.getAsDouble() >= share) {
      return new Pick(scored, best, false);
    }
    int chosen = Math.min(count - 1, (int) (chance.getAsDouble() * count));
    List<Scored> order = new ArrayList<>(scored);
    order.addFirst(order.remove(chosen));
    return new Pick(order, chosen == 0 ? best : share / count, true);
  }
}
