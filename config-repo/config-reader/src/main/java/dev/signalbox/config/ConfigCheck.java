package dev.signalbox.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and validates a whole directory; what {@code config check} says and what a running process
 * does before a change comes into force.
 */
public final class ConfigCheck {
  private final ConfigSchemas schemas;
  private final List<? extends ConfigBinder<?>> binders;

  /**
   * @param schemas the kinds of file
   * @param binders owners whose checks across fields and files are made too; may be empty
   */
  public ConfigCheck(ConfigSchemas schemas, List<? extends ConfigBinder<?>> binders) {
    this.schemas = schemas;
    this.binders = List.copyOf(binders);
  }

  /**
   * Checks a directory and puts nothing in force.
   *
   * @return the configuration
   * @throws ConfigRejectedException with everything that is wrong
   */
  public ConfigSnapshot check(Path directory) {
    ConfigSnapshot snapshot = read(new ConfigDirectory(directory, schemas.kinds()).scan());
    bind(snapshot);
    return snapshot;
  }

  /**
   * Checks a directory as it would be with other content in one file, which may be a new one; puts
   * nothing in force and writes nothing.
   *
   * @param path the file's path below the directory, {@code KIND/NAME.yaml}
   * @param bytes its content
   * @return the configuration
   * @throws ConfigRejectedException with everything that would be wrong
   */
  public ConfigSnapshot checkWith(Path directory, String path, byte[] bytes) {
    ConfigScan now = new ConfigDirectory(directory, schemas.kinds()).scan();
    ConfigSnapshot snapshot = read(now.with(SourceFile.of(path, bytes)));
    bind(snapshot);
    return snapshot;
  }

  /** Parses, validates by schema, and holds files against each other. */
  ConfigSnapshot read(ConfigScan scan) {
    List<ConfigProblem> problems = new ArrayList<>(scan.problems());
    Map<String, List<ConfigFile>> files = new TreeMap<>();
    for (SourceFile source : scan.files()) {
      try {
        ConfigFile file =
            YamlSource.read(source.kind(), source.name(), source.path(), source.bytes());
        problems.addAll(schemas.validate(file));
        files.computeIfAbsent(source.kind(), kind -> new ArrayList<>()).add(file);
      } catch (ConfigRejectedException e) {
        problems.addAll(e.problems());
      }
    }
    refuse(problems);
    refuse(schemas.validateTogether(files));
    files.replaceAll((kind, list) -> List.copyOf(list));
    return new ConfigSnapshot(scan.revision(), files);
  }

  /** Lets every owner bind; nothing is in force until the returned commits run. */
  List<Runnable> bind(ConfigSnapshot snapshot) {
    List<ConfigProblem> problems = new ArrayList<>();
    List<Runnable> commits = new ArrayList<>();
    for (ConfigBinder<?> binder : binders) {
      commits.add(bound(binder, snapshot, problems));
    }
    refuse(problems);
    return commits;
  }

  private static <T> Runnable bound(
      ConfigBinder<T> binder, ConfigSnapshot snapshot, List<ConfigProblem> problems) {
    T value = binder.bind(snapshot, problems);
    return () -> binder.commit(value);
  }

  private static void refuse(List<ConfigProblem> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigRejectedException(problems.stream().sorted().toList());
    }
  }
}
