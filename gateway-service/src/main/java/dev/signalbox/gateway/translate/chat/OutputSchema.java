package dev.signalbox.gateway.translate.chat;

import dev.signalbox.gateway.translate.body.Field;
import tools.jackson.databind.node.ObjectNode;

/** Writes what shape a chat's answer must have. */
public final class OutputSchema {
  private OutputSchema() {}

  /**
   * The answer is JSON of that schema.
   *
   * @param format holds schema, and may hold description and strict
   */
  public static void write(ObjectNode chat, String name, Field format) {
    ObjectNode schema =
        chat.putObject("response_format").put("type", "json_schema").putObject("json_schema");
    schema.put("name", name);
    String description = format.at("description").textOrNull();
    if (description != null) {
      schema.put("description", description);
    }
    schema.set("schema", format.at("schema").object().value());
    if (format.at("strict").present()) {
      schema.put("strict", format.at("strict").flag());
    }
  }

  /** The answer is JSON of whatever shape. */
  public static void anyJson(ObjectNode chat) {
    chat.putObject("response_format").put("type", "json_object");
  }
}
