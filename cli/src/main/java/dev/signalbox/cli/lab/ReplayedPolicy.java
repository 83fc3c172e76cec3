package dev.signalbox.cli.lab;

import dev.signalbox.cli.launch.WholeCheck;
import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.config.ConfigSnapshot;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.binding.RouterConfigBinder;
import dev.signalbox.router.core.binding.StartedExperts;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.tenant.TenantHeads;
import dev.signalbox.router.lab.replay.PolicyReplay;
import dev.signalbox.router.lab.replay.TrafficLog;
import dev.signalbox.store.StoreHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A policy of the configuration's files, for a replay. */
public final class ReplayedPolicy {
  private static final String CASCADE = "cascade";

  private ReplayedPolicy() {}

  /**
   * Replays a log against a policy. Gains are told by the heads that serve tenants now, or by the
   * router that ships.
   *
   * @param folder the configuration
   * @param policy id of the policy
   * @throws ConfigRejectedException if the configuration is wrong, or the policy cascades
   * @throws dev.signalbox.router.lab.data.BadInputException if there is no such policy, or the log
   *     cannot be used
   */
  public static PolicyReplay replay(TrafficLog log, Path folder, String policy) {
    ConfigSnapshot files = WholeCheck.of(folder);
    for (ConfigFile file : files.of("policies")) {
      boolean wanted = file.root().path("id").asString("").equals(policy);
      if (wanted && file.root().path("mode").asString("").equals(CASCADE)) {
        throw new ConfigRejectedException(
            List.of(
                file.problem(
                    "/mode",
                    "single: whose answer stands in a cascade hangs on drafts, which a log of other"
                        + " traffic does not hold")));
      }
    }
    TrainedScorer shared = TrainedScorer.loadDefault();
    RouterConfig config =
        RouterConfigBinder.checking(shared)
            .bind(files, new ArrayList<>())
            .config(StartedExperts.NONE);
    return PolicyReplay.of(log, config, policy, scorers(shared));
  }

  private static Scorers scorers(TrainedScorer shared) {
    TenantHeads heads = new TenantHeads(shared, StoreHome.ofThisProcess().heads());
    heads.refresh();
    return heads;
  }
}
