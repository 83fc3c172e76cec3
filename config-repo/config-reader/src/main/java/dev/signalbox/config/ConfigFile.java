package dev.signalbox.config;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One file as it was read: its values and where each of them stands. Immutable as long as nobody
 * changes {@link #root()}, which nobody may.
 */
public final class ConfigFile {
  private final String kind;
  private final String name;
  private final String path;
  private final JsonNode root;
  private final Positions positions;

  ConfigFile(String kind, String name, String path, JsonNode root, Positions positions) {
    this.kind = kind;
    this.name = name;
    this.path = path;
    this.root = root;
    this.positions = positions;
  }

  /** The directory that it lies in: {@code experts}. */
  public String kind() {
    return kind;
  }

  /** The file's name without its ending. */
  public String name() {
    return name;
  }

  /** The path below the configuration directory. */
  public String path() {
    return path;
  }

  /** Its values; the top is always an object. */
  public JsonNode root() {
    return root;
  }

  /**
   * Says what is wrong at a place of this file.
   *
   * @param pointer JSON Pointer to the value ({@code /replicas/0/url}); where nothing stands there,
   *     the nearest place above is named
   * @param expected what should stand there
   */
  public ConfigProblem problem(String pointer, String expected) {
    JsonNode value = root.at(JsonPointer.compile(pointer));
    String field = Positions.field(pointer);
    Positions.Place place = positions.valueAt(pointer);
    return new ConfigProblem(
        path, place.line(), place.column(), field, ShownValue.of(field, value), expected);
  }

  /** Says what is wrong with a field's name rather than its value; the value is not shown. */
  public ConfigProblem problemWithName(String pointer, String expected) {
    Positions.Place place = positions.nameAt(pointer);
    String field = Positions.field(pointer);
    return new ConfigProblem(path, place.line(), place.column(), field, "", expected);
  }
}
