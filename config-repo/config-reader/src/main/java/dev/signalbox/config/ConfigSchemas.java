package dev.signalbox.config;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema of every kind of file. The same files lie under {@code schema/} in the
 * configuration directory for editors; validation uses the packaged ones, which belong to this
 * version of the program.
 */
public final class ConfigSchemas {
  private static final List<String> PACKAGED = List.of("experts", "policies", "tenants");

  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .keyword(new NonValidationKeyword("x-expected"))
          .keyword(new NonValidationKeyword("x-refers-to"))
          .keyword(new NonValidationKeyword("x-unique"))
          .build();

  private final Map<String, Schema> byKind;
  private final References references;
  private final UniqueValues uniques;

  private ConfigSchemas(Map<String, Schema> byKind, References references, UniqueValues uniques) {
    this.byKind = Map.copyOf(byKind);
    this.references = references;
    this.uniques = uniques;
  }

  /** The schemas that this program was built with. */
  public static ConfigSchemas packaged() {
    Map<String, JsonNode> documents = new TreeMap<>();
    for (String kind : PACKAGED) {
      documents.put(kind, resource("schema/" + kind + ".schema.json"));
    }
    return of(documents);
  }

  /**
   * Other schemas.
   *
   * @param documents kind, which is the name of a directory, to its JSON Schema (draft 2020-12)
   */
  public static ConfigSchemas of(Map<String, JsonNode> documents) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(DIALECT);
    Map<String, Schema> byKind = new TreeMap<>();
    documents.forEach((kind, document) -> byKind.put(kind, registry.getSchema(document)));
    return new ConfigSchemas(byKind, References.in(documents), UniqueValues.in(documents));
  }

  /** Every kind of file there is. */
  public Set<String> kinds() {
    return byKind.keySet();
  }

  /**
   * What is wrong between files that are valid by themselves: names that must be ids of others and
   * are not, values that stand twice.
   */
  List<ConfigProblem> validateTogether(Map<String, List<ConfigFile>> files) {
    List<ConfigProblem> problems = new ArrayList<>(references.dangling(files));
    problems.addAll(uniques.repeated(files));
    return problems;
  }

  /** What is wrong with a file by its kind's schema; empty if nothing. */
  List<ConfigProblem> validate(ConfigFile file) {
    Schema schema = byKind.get(file.kind());
    if (schema == null) {
      throw new IllegalArgumentException(
          "kind: " + file.kind() + " (expected: one of " + byKind.keySet() + ")");
    }
    return schema.validate(file.root()).stream()
        .map(error -> SchemaProblem.of(file, schema.getSchemaNode(), error))
        .toList();
  }

  private static JsonNode resource(String name) {
    try (InputStream stream = ConfigSchemas.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing from this build: " + name);
      }
      return JsonMapper.shared().readTree(stream);
    } catch (IOException e) {
      throw new IllegalStateException("resource cannot be read: " + name, e);
    }
  }
}
