package dev.signalbox.router.core.decide;

import java.util.List;

/**
 * Takes the expert of a place that it is told, with the probability that {@link ExploringPicker}
 * takes it: for going through everything that may come of a decision. For one thread.
 */
public final class PlacePicker implements Picker {
  private int place;

  /**
   * Says whom to take from now on.
   *
   * @param next 0 for the best; beyond the last the last
   */
  public void take(int next) {
    place = next;
  }

  @Override
  public Pick pick(List<Scored> scored, Inquiry inquiry) {
    double share = inquiry.policy().explorationShare();
    if (share <= 0 || scored.size() == 1) {
      return new Pick(scored, 1, false);
    }
    return ExploringPicker.taking(Math.min(place, scored.size() - 1), scored, share);
  }
}
