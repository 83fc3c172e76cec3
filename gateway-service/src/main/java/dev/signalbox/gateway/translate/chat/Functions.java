package dev.signalbox.gateway.translate.chat;

import dev.signalbox.gateway.translate.body.Field;
import tools.jackson.databind.node.ObjectNode;

/** Writes the tools of a chat. */
public final class Functions {
  private Functions() {}

  /**
   * Adds a tool.
   *
   * @param tool declares it: name, description and strict
   * @param schema the JSON Schema of its arguments; may be absent
   */
  public static void declare(ObjectNode chat, Field tool, Field schema) {
    ObjectNode function =
        chat.withArray("tools")
            .addObject()
            .put("type", "function")
            .putObject("function")
            .put("name", tool.at("name").text());
    String description = tool.at("description").textOrNull();
    if (description != null) {
      function.put("description", description);
    }
    if (schema.present()) {
      function.set("parameters", schema.object().value());
    }
    if (tool.at("strict").present()) {
      function.put("strict", tool.at("strict").flag());
    }
  }

  /** Makes the answer call that one tool. */
  public static void demand(ObjectNode chat, String name) {
    chat.putObject("tool_choice").put("type", "function").putObject("function").put("name", name);
  }
}
