package dev.signalbox.config;

import java.util.List;
import java.util.Map;

/**
 * The whole configuration at one revision. Immutable.
 *
 * @param revision hash over the names and contents of its files
 * @param files kind to its files, by name; kinds without a file may be absent
 */
public record ConfigSnapshot(String revision, Map<String, List<ConfigFile>> files) {

  /** A configuration without any file, for a process that was given no directory. */
  public static final ConfigSnapshot EMPTY = new ConfigSnapshot("none", Map.of());

  public ConfigSnapshot {
    files = Map.copyOf(files);
  }

  /** The files of one kind, by name; empty if there are none. */
  public List<ConfigFile> of(String kind) {
    return files.getOrDefault(kind, List.of());
  }
}
