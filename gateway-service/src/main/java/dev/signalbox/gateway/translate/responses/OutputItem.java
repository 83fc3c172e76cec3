package dev.signalbox.gateway.translate.responses;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One item of a response's output, gathered while it comes. */
abstract sealed class OutputItem permits MessageItem, ThoughtItem, CallItem {
  static final String COMPLETED = "completed";
  static final String INCOMPLETE = "incomplete";
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String id;
  private final int index;
  private final ResponseEvents events;
  private @Nullable String status;

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
   * @param how completed or incomplete
   */
  void close(String how) {
    status = how;
    closeParts(how);
    ObjectNode event = NODES.objectNode().put("output_index", index);
    event.set("item", json(how));
    events.happened("response.output_item.done", event);
  }

  /** Whether its end was not told. */
  boolean isOpen() {
    return status == null;
  }

  /** Whether it is over where another begins: the pieces of a call may still come after it. */
  abstract boolean canClose();

  /**
   * Tells that its last part has ended.
   *
   * @param how completed or incomplete
   */
  abstract void closeParts(String how);

  /** The item with the status of its end; one that has come to none is incomplete. */
  ObjectNode json() {
    return json(status == null ? INCOMPLETE : status);
  }

  /** The item as far as it has come. */
  abstract ObjectNode json(String status);

  /** Tells something of this item. */
  void tell(String type, ObjectNode more) {
    ObjectNode event = NODES.objectNode().put("item_id", id).put("output_index", index);
    event.setAll(more);
    events.happened(type, event);
  }
}
