package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.OutputSchema;
import tools.jackson.databind.node.ObjectNode;

/** Makes {@code response_format} of {@code text.format}. */
final class TextFormat {
  private TextFormat() {}

  static void write(Field text, ObjectNode chat) {
    if (!text.present()) {
      return;
    }
    if (text.object().at("verbosity").present()) {
      chat.put("verbosity", text.at("verbosity").text());
    }
    Field format = text.at("format");
    if (!format.present()) {
      return;
    }
    Field type = format.object().at("type");
    switch (type.text()) {
      case "text" -> {}
      case "json_object" -> OutputSchema.anyJson(chat);
      case "json_schema" -> OutputSchema.write(chat, format.at("name").text(), format);
      default -> throw type.wrong("text, json_schema or json_object");
    }
  }
}
