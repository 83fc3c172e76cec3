package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.Functions;
import tools.jackson.databind.node.ObjectNode;

/** Makes a chat's tools of the API's; only the client's own can be tools. */
final class ToolUse {
  private ToolUse() {}

  static void write(Field body, ObjectNode chat) {
    for (Field tool : body.at("tools").elementsOrNone()) {
      Field type = tool.object().at("type");
      if (type.present() && !type.is("custom")) {
        throw type.unsupported(
            "\""
                + type.text()
                + "\" cannot be sent on (expected: custom, a tool with an input_schema of its own)");
      }
      Functions.declare(chat, tool, tool.at("input_schema").object());
    }
    choice(body.at("tool_choice"), chat);
  }

  private static void choice(Field choice, ObjectNode chat) {
    if (!choice.present()) {
      return;
    }
    Field type = choice.object().at("type");
    switch (type.text()) {
      case "auto", "none" -> chat.put("tool_choice", type.text());
      case "any" -> chat.put("tool_choice", "required");
      case "tool" -> Functions.demand(chat, choice.at("name").text());
      default -> throw type.wrong("auto, any, tool or none");
    }
    if (choice.at("disable_parallel_tool_use").flag()) {
      chat.put("parallel_tool_calls", false);
    }
  }
}
