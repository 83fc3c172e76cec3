package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.responses.TextPart.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the model thought before it answered, where the upstream tells. */
final class ThoughtItem extends OutputItem {
  private @Nullable TextPart part;

  ThoughtItem(String id, int index, ResponseEvents events) {
    super(id, index, events);
  }

  void add(String delta) {
    TextPart open = part;
    if (open == null) {
      open = new TextPart(Kind.REASONING, 0, this);
      part = open;
      open.open();
    }
    open.add(delta);
  }

  @Override
  boolean canClose() {
    return true;
  }

  @Override
  void closeParts(String how) {
    if (part != null) {
      part.close();
    }
  }

  @Override
  ObjectNode json(String status) {
    ObjectNode item =
        NODES.objectNode().put("id", id()).put("type", "reasoning").put("status", status);
    item.putArray("summary");
    if (part != null) {
      item.putArray("content").add(part.json());
    }
    return item;
  }
}
