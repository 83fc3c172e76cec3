package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.Functions;
import tools.jackson.databind.node.ObjectNode;

/** Makes a chat's tools of the API's; only the caller's own functions can be tools. */
final class FunctionTools {
  private static final String FUNCTION = "function";

  private FunctionTools() {}

  static void write(Field body, ObjectNode chat) {
    for (Field tool : body.at("tools").elementsOrNone()) {
      Field type = tool.object().at("type");
      if (!type.text().equals(FUNCTION)) {
        throw type.unsupported("\"" + type.text() + "\" cannot be sent on (expected: function)");
      }
      Functions.declare(chat, tool, tool.at("parameters"));
    }
    choice(body.at("tool_choice"), chat);
  }

  private static void choice(Field choice, ObjectNode chat) {
    if (!choice.present()) {
      return;
    }
    if (choice.value().isString()) {
      switch (choice.text()) {
        case "auto", "none", "required" -> chat.put("tool_choice", choice.text());
        default -> throw choice.wrong("auto, none, required or a function");
      }
      return;
    }
    Field type = choice.object().at("type");
    if (!type.text().equals(FUNCTION)) {
      throw type.unsupported("\"" + type.text() + "\" cannot be chosen (expected: function)");
    }
    Functions.demand(chat, choice.at("name").text());
  }
}
