package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.Content;

/** Image blocks: what is inline becomes a data URL, a URL stays one. */
final class Images {
  private Images() {}

  static void add(Field block, Content content) {
    Field source = block.at("source").object();
    Field type = source.at("type");
    switch (type.text()) {
      case "base64" ->
          content.image(
              "data:" + source.at("media_type").text() + ";base64," + source.at("data").text(),
              null);
      case "url" -> content.image(source.at("url").text(), null);
      default ->
          throw type.unsupported(
              "\"" + type.text() + "\" cannot be sent on (expected: base64 or url)");
    }
  }
}
