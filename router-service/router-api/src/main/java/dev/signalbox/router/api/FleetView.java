package dev.signalbox.router.api;

import dev.signalbox.router.api.RouterView.ExpertView;
import java.util.List;
import java.util.Map;

/**
 * What the router knows now of experts: a {@link RouterView} without the policies, which take much
 * longer to show.
 *
 * @param revision configuration revision
 * @param ready whether every configured expert has had a ready replica, and any replica is ready
 *     now
 * @param tiers tier name to expert ids, best first
 * @param experts every configured expert
 */
public record FleetView(
    String revision, boolean ready, Map<String, List<String>> tiers, List<ExpertView> experts) {
  public FleetView {
    tiers = Map.copyOf(tiers);
    experts = List.copyOf(experts);
  }
}
