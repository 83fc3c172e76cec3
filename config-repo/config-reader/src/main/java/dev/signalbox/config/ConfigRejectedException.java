package dev.signalbox.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong as a whole; says where. Carries no stack trace: it is an answer. */
public final class ConfigRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  public ConfigRejectedException(List<ConfigProblem> problems) {
    super(
        problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, files in order; never empty. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
