package dev.signalbox.gateway.translate.responses;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One item of a response's output, gathered while it comes. */
abstract sealed class OutputItem permits MessageItem, ThoughtItem, CallItem {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String id;
  private final int index;
  private final ResponseEvents events;

  /**
   * @param index place in the output
   */
  OutputItem(String id, int index, ResponseEvents events) {
    this.id = id;
    this.index = index;
    this.events = events;
  }

  String id() {
    return id;
  }

  /** Tells that it has begun. */
  void open() {
    ObjectNode event = NODES.objectNode().put("output_index", index);
    event.set("item", json("in_progress"));
    events.happened("response.output_item.added", event);
  }

  /**
   * Tells that it has ended.
   *
   * @param status completed or incomplete
   */
  void close(String status) {
    closeParts();
    ObjectNode event = NODES.objectNode().put("output_index", index);
    event.set("item", json(status));
    events.happened("response.output_item.done", event);
  }

  /** Tells that its last part has ended. */
  abstract void closeParts();

  /** The item as far as it has come. */
  abstract ObjectNode json(String status);

  /** Tells something of this item. */
  void tell(String type, ObjectNode more) {
    ObjectNode event = NODES.objectNode().put("item_id", id).put("output_index", index);
    event.setAll(more);
    events.happened(type, event);
  }
}
