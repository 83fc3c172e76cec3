package dev.signalbox.bench.checkout;

import dev.signalbox.config.ConfigCheck;
import dev.signalbox.config.ConfigProblem;
import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.config.ConfigSnapshot;
import dev.signalbox.router.core.binding.RouterConfigBinder;
import dev.signalbox.router.core.binding.RouterConfigBinder.Bound;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what a configuration folder says of experts and policies. */
public final class RouterFolder {
  private RouterFolder() {}

  /**
   * Reads a folder.
   *
   * @param router by whose calibration aims are judged
   * @throws IllegalArgumentException if it is wrong, naming file, line and what was expected
   */
  public static Bound read(Path folder, TrainedScorer router) {
    try {
      ConfigSnapshot files = new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(folder);
      List<ConfigProblem> problems = new ArrayList<>();
      Bound bound = RouterConfigBinder.checking(router).bind(files, problems);
      if (!problems.isEmpty()) {
        throw new ConfigRejectedException(problems);
      }
      return bound;
    } catch (ConfigRejectedException e) {
      throw new IllegalArgumentException(folder + ": " + e.getMessage(), e);
    }
  }
}
