package dev.signalbox.gateway.translate.chat;

import dev.signalbox.gateway.translate.UntranslatableException;
import tools.jackson.databind.JsonNode;

/** Reads what a message or a delta says: a text, or an array of parts, as some servers write it. */
final class ContentReader {
  private ContentReader() {}

  /**
   * Reads {@code content}.
   *
   * @throws UntranslatableException if some of it is neither text nor a refusal
   */
  static void read(JsonNode content, ChatParts parts) {
    if (content.isArray()) {
      for (JsonNode part : content) {
        part(part, parts);
      }
    } else if (!content.isMissingNode() && !content.isNull()) {
      say(content, parts);
    }
  }

  private static void part(JsonNode part, ChatParts parts) {
    switch (part.path("type").asString("")) {
      case "text" -> say(part.path("text"), parts);
      case "refusal" -> {
        String refusal = text(part.path("refusal"));
        if (!refusal.isEmpty()) {
          parts.refused(refusal);
        }
      }
      case "thinking" -> think(part.path("thinking"), parts);
      default -> throw unsayable();
    }
  }

  private static void say(JsonNode node, ChatParts parts) {
    String text = text(node);
    if (!text.isEmpty()) {
      parts.said(text);
    }
  }

  /** Thinking is a text, or texts in parts of their own. */
  private static void think(JsonNode thinking, ChatParts parts) {
    if (!thinking.isArray()) {
      thought(thinking, parts);
      return;
    }
    for (JsonNode part : thinking) {
      thought(part.path("text"), parts);
    }
  }

  private static void thought(JsonNode node, ChatParts parts) {
    String text = text(node);
    if (!text.isEmpty()) {
      parts.thought(text);
    }
  }

  private static String text(JsonNode node) {
    if (!node.isString()) {
      throw unsayable();
    }
    return node.stringValue();
  }

  private static UntranslatableException unsayable() {
    return new UntranslatableException("a part of its content is neither text nor a refusal");
  }
}
