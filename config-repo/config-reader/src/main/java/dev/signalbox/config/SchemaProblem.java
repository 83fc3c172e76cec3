package dev.signalbox.config;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Says in words what a schema expected. A schema may say it better by the annotation {@code
 * x-expected} beside the keyword that failed.
 */
final class SchemaProblem {

  private SchemaProblem() {}

  static ConfigProblem of(ConfigFile file, JsonNode schema, Error error) {
    String at = error.getInstanceLocation().toString();
    JsonNode rule = error.getSchemaNode();
    JsonNode around = around(schema, error);
    return switch (error.getKeyword()) {
      case "additionalProperties" ->
          file.problemWithName(
              Positions.child(at, error.getProperty()),
              "a known field: " + String.join(", ", around.path("properties").propertyNames()));
      case "propertyNames" -> file.problem(at, "names that fit: " + said(around, rule.toString()));
      case "required" ->
          file.problem(Positions.child(at, error.getProperty()), "this field to be there");
      default -> file.problem(at, said(around, expected(error.getKeyword(), rule, error)));
    };
  }

  private static String said(JsonNode around, String otherwise) {
    return around.path("x-expected").asString(otherwise);
  }

  private static String expected(String keyword, JsonNode rule, Error error) {
    return switch (keyword) {
      case "type" -> "type " + (rule.isArray() ? joined(rule, " or ") : rule.asString());
      case "enum" -> "one of " + joined(rule, ", ");
      case "const" -> rule.toString();
      case "minimum" -> ">= " + rule;
      case "maximum" -> "<= " + rule;
      case "exclusiveMinimum" -> "> " + rule;
      case "exclusiveMaximum" -> "< " + rule;
      case "minLength" -> "at least " + rule + " characters";
      case "maxLength" -> "at most " + rule + " characters";
      case "minItems" -> "at least " + rule + " entries";
      case "maxItems" -> "at most " + rule + " entries";
      case "minProperties" -> "at least " + rule + " fields";
      case "maxProperties" -> "at most " + rule + " fields";
      case "uniqueItems" -> "each entry once";
      case "pattern" -> "a text that matches " + rule.asString();
      default -> error.getMessage();
    };
  }

  private static String joined(JsonNode values, String separator) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.isString() ? value.asString() : value.toString()));
    return String.join(separator, texts);
  }

  /** The schema object that holds the keyword which failed. */
  private static JsonNode around(JsonNode schema, Error error) {
    String fragment = error.getSchemaLocation().getFragment().toString();
    int last = fragment.lastIndexOf('/');
    return last < 0 ? schema : schema.at(JsonPointer.compile(fragment.substring(0, last)));
  }
}
