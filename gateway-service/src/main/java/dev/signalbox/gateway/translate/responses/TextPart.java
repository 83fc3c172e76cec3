package dev.signalbox.gateway.translate.responses;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A stretch of text of one kind within an item. */
final class TextPart {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Kind kind;
  private final int index;
  private final OutputItem item;
  private final StringBuilder text = new StringBuilder();

  /** The kinds of text, with the API's names for them. */
  enum Kind {
    OUTPUT("output_text", "response.output_text", "text"),
    REFUSAL("refusal", "response.refusal", "refusal"),
    REASONING("reasoning_text", "response.reasoning_text", "text");

    private final String type;
    private final String event;
    private final String member;

    Kind(String type, String event, String member) {
      this.type = type;
      this.event = event;
      this.member = member;
    }
  }

  /**
   * @param index place in the item
   */
  TextPart(Kind kind, int index, OutputItem item) {
    this.kind = kind;
    this.index = index;
    this.item = item;
  }

  Kind kind() {
    return kind;
  }

  void open() {
    part("response.content_part.added");
  }

  void add(String delta) {
    text.append(delta);
    item.tell(kind.event + ".delta", withLogprobs(place().put("delta", delta)));
  }

  void close() {
    item.tell(kind.event + ".done", withLogprobs(place().put(kind.member, text.toString())));
    part("response.content_part.done");
  }

  private void part(String event) {
    ObjectNode told = place();
    told.set("part", json());
    item.tell(event, told);
  }

  private ObjectNode place() {
    return NODES.objectNode().put("content_index", index);
  }

  private ObjectNode withLogprobs(ObjectNode event) {
    if (kind == Kind.OUTPUT) {
      event.putArray("logprobs");
    }
    return event;
  }

  ObjectNode json() {
    ObjectNode part = NODES.objectNode().put("type", kind.type).put(kind.member, text.toString());
    if (kind == Kind.OUTPUT) {
      part.putArray("annotations");
      part.putArray("logprobs");
    }
    return part;
  }
}
