package dev.signalbox.gateway.translate.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What one message says: text and images in their order. */
public final class Content {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ArrayNode parts = NODES.arrayNode();

  /** Content that is one text. */
  public static Content ofText(String text) {
    return new Content().text(text);
  }

  /** Adds a text. */
  public Content text(String text) {
    parts.addObject().put("type", "text").put("text", text);
    return this;
  }

  /**
   * Adds an image.
   *
   * @param url where it is; a data URL holds it
   * @param detail how closely to look, or null
   */
  public Content image(String url, @Nullable String detail) {
    ObjectNode image =
        parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
    if (detail != null) {
      image.put("detail", detail);
    }
    return this;
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** As a message carries it: a single text as a string, which every server reads. */
  JsonNode node() {
    if (parts.isEmpty()) {
      return NODES.stringNode("");
    }
    JsonNode first = parts.get(0);
    return parts.size() == 1 && first.has("text") ? first.get("text") : parts;
  }
}
