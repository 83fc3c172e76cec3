package dev.signalbox.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns YAML nodes into JSON values and keeps where each stood. A field written twice, a name that
 * is no text and a number that JSON does not know are problems, all of them told at once.
 */
final class YamlNodes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<Tag, ConstructNode> SCALARS =
      new CoreSchema().getSchemaTagConstructors();

  private final String path;
  private final Map<String, Positions.Place> names = new HashMap<>();
  private final Map<String, Positions.Place> values = new HashMap<>();
  private final Set<Node> collections = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<ConfigProblem> problems = new ArrayList<>();

  private YamlNodes(String path) {
    this.path = path;
  }

  static ConfigFile convert(String kind, String name, String path, MappingNode top) {
    YamlNodes nodes = new YamlNodes(path);
    JsonNode root = nodes.value("", top);
    if (!nodes.problems.isEmpty()) {
      throw new ConfigRejectedException(nodes.problems);
    }
    return new ConfigFile(kind, name, path, root, new Positions(nodes.names, nodes.values));
  }

  static Positions.Place place(Optional<Mark> mark) {
    return mark.map(m -> new Positions.Place(m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> new Positions.Place(1, 1));
  }

  private JsonNode value(String pointer, Node node) {
    values.put(pointer, place(node.getStartMark()));
    if (node instanceof ScalarNode scalar) {
      return scalar(pointer, scalar);
    }
    if (!collections.add(node)) {
      report(pointer, node, "an alias", "the value itself: aliases of collections are not read");
      return JSON.nullNode();
    }
    return node instanceof MappingNode mapping
        ? mapping(pointer, mapping)
        : sequence(pointer, (SequenceNode) node);
  }

  private ObjectNode mapping(String pointer, MappingNode mapping) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        report(pointer, tuple.getKeyNode(), "a field's name that is no text", "a text");
        continue;
      }
      String child = Positions.child(pointer, key.getValue());
      if (object.has(key.getValue())) {
        report(child, key, "written twice", "each field once");
        continue;
      }
      names.put(child, place(key.getStartMark()));
      object.set(key.getValue(), value(child, tuple.getValueNode()));
    }
    return object;
  }

  private ArrayNode sequence(String pointer, SequenceNode sequence) {
    ArrayNode array = JSON.arrayNode();
    List<Node> items = sequence.getValue();
    for (int i = 0; i < items.size(); i++) {
      array.add(value(pointer + "/" + i, items.get(i)));
    }
    return array;
  }

  private JsonNode scalar(String pointer, ScalarNode scalar) {
    Tag tag = scalar.getTag();
    @Nullable ConstructNode constructor = SCALARS.get(tag);
    if (constructor == null || tag.equals(Tag.STR)) {
      if (!tag.equals(Tag.STR)) {
        report(pointer, scalar, "tag " + tag.getValue(), "a plain value without a tag");
      }
      return JSON.stringNode(scalar.getValue());
    }
    @Nullable Object value = constructor.construct(scalar);
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean bool -> JSON.booleanNode(bool);
      case Integer number -> JSON.numberNode(number.intValue());
      case Long number -> JSON.numberNode(number.longValue());
      case BigInteger number -> JSON.numberNode(number);
      case Double number when Double.isFinite(number) -> JSON.numberNode(number.doubleValue());
      default -> {
        report(pointer, scalar, scalar.getValue(), "a finite number, a text or a truth value");
        yield JSON.nullNode();
      }
    };
  }

  private void report(String pointer, Node node, String value, String expected) {
    Positions.Place place = place(node.getStartMark());
    problems.add(
        new ConfigProblem(
            path, place.line(), place.column(), Positions.field(pointer), value, expected));
  }
}
