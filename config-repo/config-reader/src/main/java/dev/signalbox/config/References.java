package dev.signalbox.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Fields whose value must be the id of a file of another kind. A schema says so at a field, or at
 * the items of a list, by {@code "x-refers-to": {"kind": "policies", "always": ["default"]}}, where
 * {@code always} are ids that need no file. Where there is no file of that kind at all, its owner
 * reads another directory, and nothing is said.
 */
final class References {
  private static final String KEYWORD = "x-refers-to";

  private final List<Reference> references;

  private References(List<Reference> references) {
    this.references = references;
  }

  private record Reference(String from, String field, String kind, Set<String> always) {}

  /**
   * What schemas say.
   *
   * @param schemas by kind
   */
  static References in(Map<String, JsonNode> schemas) {
    List<Reference> found = new ArrayList<>();
    schemas.forEach((kind, schema) ->
        schema
            .path("properties")
            .properties()
            .forEach(field -> {
              JsonNode to = field.getValue().path(KEYWORD);
              JsonNode each = field.getValue().path("items").path(KEYWORD);
              if (to.isObject() || each.isObject()) {
                found.add(reference(kind, field.getKey(), to.isObject() ? to : each));
              }
            }));
    return new References(found);
  }

  private static Reference reference(String from, String field, JsonNode to) {
    return new Reference(
        from,
        field,
        to.path("kind").asString(),
        to.path("always").valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
  }

  /**
   * Looks every name up.
   *
   * @param files by kind, each valid by its schema
   * @return names that nothing has; empty if all is well
   */
  List<ConfigProblem> dangling(Map<String, List<ConfigFile>> files) {
    List<ConfigProblem> problems = new ArrayList<>();
    for (Reference one : references) {
      List<ConfigFile> targets = files.getOrDefault(one.kind, List.of());
      if (targets.isEmpty()) {
        continue;
      }
      Set<String> known = new TreeSet<>(one.always);
      targets.forEach(file -> known.add(file.root().path("id").asString()));
      for (ConfigFile file : files.getOrDefault(one.from, List.of())) {
        look(one, file, known, problems);
      }
    }
    return problems;
  }

  private static void look(
      Reference one, ConfigFile file, Set<String> known, List<ConfigProblem> problems) {
    JsonNode value = file.root().path(one.field);
    String pointer = "/" + one.field;
    if (value.isString()) {
      check(file, pointer, value, known, problems);
    }
    for (int i = 0; i < value.size(); i++) {
      check(file, pointer + "/" + i, value.get(i), known, problems);
    }
  }

  private static void check(
      ConfigFile file,
      String pointer,
      JsonNode value,
      Set<String> known,
      List<ConfigProblem> problems) {
    if (!known.contains(value.asString())) {
      problems.add(file.problem(pointer, "one of " + String.join(", ", known)));
    }
  }
}
