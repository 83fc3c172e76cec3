package dev.signalbox.config;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which configuration is in force, and what became of the last change.
 *
 * @param revision the revision in force
 * @param since when it came into force
 * @param files paths of its files below the configuration directory
 * @param rejected the last change if it was rejected; null as soon as a change is accepted again
 */
public record ConfigState(
    String revision, Instant since, List<String> files, @Nullable Rejection rejected) {
  public ConfigState {
    files = List.copyOf(files);
  }

  /**
   * A change that is not in force.
   *
   * @param revision what its revision would have been
   * @param at when it was rejected
   * @param problems what is wrong with it, files in order
   */
  public record Rejection(String revision, Instant at, List<ConfigProblem> problems) {
    public Rejection {
      problems = List.copyOf(problems);
    }
  }
}
