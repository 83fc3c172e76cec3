package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.responses.TextPart.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the model says: text, or a refusal. */
final class MessageItem extends OutputItem {
  private final List<TextPart> parts = new ArrayList<>(1);

  MessageItem(String id, int index, ResponseEvents events) {
    super(id, index, events);
  }

  void add(Kind kind, String delta) {
    TextPart part = parts.isEmpty() ? null : parts.getLast();
    if (part == null || part.kind() != kind) {
      if (part != null) {
        part.close();
      }
      part = new TextPart(kind, parts.size(), this);
      parts.add(part);
      part.open();
    }
    part.add(delta);
  }

  @Override
  boolean canClose() {
    return true;
  }

  @Override
  void closeParts(String how) {
    if (!parts.isEmpty()) {
      parts.getLast().close();
    }
  }

  @Override
  ObjectNode json(String status) {
    ObjectNode item =
        NODES
            .objectNode()
            .put("id", id())
            .put("type", "message")
            .put("status", status)
            .put("role", "assistant");
    ArrayNode content = item.putArray("content");
    parts.forEach(part -> content.add(part.json()));
    return item;
  }
}
