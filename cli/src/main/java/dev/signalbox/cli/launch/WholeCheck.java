package dev.signalbox.cli.launch;

import dev.signalbox.config.ConfigCheck;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.config.ConfigSnapshot;
import dev.signalbox.router.core.binding.RouterConfigBinder;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import java.nio.file.Path;
import java.util.List;

/** Checks a configuration as far as can be done without a running gateway. */
public final class WholeCheck {

  private WholeCheck() {}

  /**
   * By schema, across files, and by the router's own rules; puts nothing in force.
   *
   * @throws dev.signalbox.config.ConfigRejectedException with everything that is wrong
   */
  public static ConfigSnapshot of(Path folder) {
    return new ConfigCheck(
            ConfigSchemas.packaged(),
            List.of(RouterConfigBinder.checking(TrainedScorer.loadDefault())))
        .check(folder);
  }
}
