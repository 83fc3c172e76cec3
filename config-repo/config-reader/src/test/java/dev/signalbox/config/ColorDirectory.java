package dev.signalbox.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.json.JsonMapper;

/** A configuration directory with one kind, {@code colors}, for tests to write into. */
final class ColorDirectory {
  private static final String SCHEMA =
      """
      {"type": "object", "additionalProperties": false, "required": ["name"],
       "properties": {
         "name": {"type": "string", "pattern": "^[a-z ]*$", "x-expected": "lower case letters"},
         "shade": {"type": "integer", "minimum": 1, "maximum": 9},
         "weight": {"type": "number"},
         "mixes": {"type": "array", "items": {"enum": ["red", "blue"]}},
         "credential": {"type": "object"}}}
      """;

  final Path root;

  ColorDirectory(Path root) {
    this.root = root;
  }

  static ConfigSchemas schemas() {
    return ConfigSchemas.of(Map.of("colors", JsonMapper.shared().readTree(SCHEMA)));
  }

  ColorDirectory write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ConfigSnapshot check() {
    return new ConfigCheck(schemas(), List.of()).check(root);
  }

  /** What is wrong with the directory, one line each. */
  List<String> problems() {
    ConfigRejectedException rejected =
        Assertions.catchThrowableOfType(ConfigRejectedException.class, this::check);
    return rejected == null
        ? List.of()
        : rejected.problems().stream().map(ConfigProblem::toString).toList();
  }
}
