package dev.signalbox.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Fields whose value may stand only once in all files of a kind: an id, a key. A schema says so at
 * the field, within lists and mappings too, by {@code "x-unique": true}.
 */
final class UniqueValues {
  private static final String KEYWORD = "x-unique";
  private static final String EACH = "";

  private final List<Field> fields;

  private UniqueValues(List<Field> fields) {
    this.fields = fields;
  }

  /**
   * @param path names of the fields that lead to the value; {@link #EACH} stands for all items
   */
  private record Field(String kind, List<String> path) {}

  /**
   * What schemas say.
   *
   * @param schemas by kind
   */
  static UniqueValues in(Map<String, JsonNode> schemas) {
    List<Field> found = new ArrayList<>();
    schemas.forEach((kind, schema) -> find(kind, schema, List.of(), found));
    return new UniqueValues(found);
  }

  private static void find(String kind, JsonNode schema, List<String> path, List<Field> found) {
    if (schema.path(KEYWORD).asBoolean(false)) {
      found.add(new Field(kind, path));
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> find(kind, field.getValue(), longer(path, field.getKey()), found));
    if (schema.path("items").isObject()) {
      find(kind, schema.path("items"), longer(path, EACH), found);
    }
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }

  /**
   * Looks for values that stand twice.
   *
   * @param files by kind, each valid by its schema
   * @return the later one of each pair; empty if all is well
   */
  List<ConfigProblem> repeated(Map<String, List<ConfigFile>> files) {
    List<ConfigProblem> problems = new ArrayList<>();
    for (Field field : fields) {
      Map<String, String> owners = new HashMap<>();
      for (ConfigFile file : files.getOrDefault(field.kind, List.of())) {
        look(file, file.root(), field.path, "", owners, problems);
      }
    }
    return problems;
  }

  private static void look(
      ConfigFile file,
      JsonNode node,
      List<String> path,
      String pointer,
      Map<String, String> owners,
      List<ConfigProblem> problems) {
    if (path.isEmpty()) {
      check(file, node, pointer, owners, problems);
      return;
    }
    List<String> rest = path.subList(1, path.size());
    if (!path.getFirst().equals(EACH)) {
      String child = Positions.child(pointer, path.getFirst());
      look(file, node.path(path.getFirst()), rest, child, owners, problems);
      return;
    }
    for (int i = 0; i < node.size(); i++) {
      look(file, node.get(i), rest, Positions.child(pointer, "" + i), owners, problems);
    }
  }

  private static void check(
      ConfigFile file,
      JsonNode value,
      String pointer,
      Map<String, String> owners,
      List<ConfigProblem> problems) {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    String owner = owners.putIfAbsent(value.toString(), file.path());
    if (owner != null) {
      String where = owner.equals(file.path()) ? "stands here once" : owner + " does not have";
      problems.add(file.problem(pointer, "one that " + where));
    }
  }
}
