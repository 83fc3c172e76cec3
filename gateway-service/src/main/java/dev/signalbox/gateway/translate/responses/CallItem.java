package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.UntranslatableException;
import dev.signalbox.gateway.translate.chat.Arguments;
import tools.jackson.databind.node.ObjectNode;

/** A call of one of the caller's functions. */
final class CallItem extends OutputItem {
  private final String callId;
  private final String name;
  private final StringBuilder arguments = new StringBuilder();
  private final Arguments progress = new Arguments();

  CallItem(String id, int index, ResponseEvents events, String callId, String name) {
    super(id, index, events);
    this.callId = callId;
    this.name = name;
  }

  /**
   * Adds a piece of the arguments.
   *
   * @throws UntranslatableException if it comes after their end was told
   */
  void add(String delta) {
    if (!isOpen()) {
      if (delta.isBlank()) {
        return;
      }
      throw new UntranslatableException("a piece of a tool call came after its end");
    }
    progress.take(delta);
    arguments.append(delta);
    tell("response.function_call_arguments.delta", NODES.objectNode().put("delta", delta));
  }

  @Override
  boolean canClose() {
    return progress.complete();
  }

  /** Half the arguments are never told as if they were all. */
  @Override
  void closeParts(String how) {
    if (how.equals(COMPLETED) || progress.complete()) {
      tell(
          "response.function_call_arguments.done",
          NODES.objectNode().put("name", name).put("arguments", arguments.toString()));
    }
  }

  @Override
  ObjectNode json(String status) {
    return NODES
        .objectNode()
        .put("id", id())
        .put("type", "function_call")
        .put("status", status)
        .put("call_id", callId)
        .put("name", name)
        .put("arguments", arguments.toString());
  }
}
