package dev.signalbox.gateway.translate.responses;

import tools.jackson.databind.node.ObjectNode;

/** A call of one of the caller's functions. */
final class CallItem extends OutputItem {
  private final String callId;
  private final String name;
  private final StringBuilder arguments = new StringBuilder();

  CallItem(String id, int index, ResponseEvents events, String callId, String name) {
    super(id, index, events);
    this.callId = callId;
    this.name = name;
  }

  void add(String delta) {
    arguments.append(delta);
    tell("response.function_call_arguments.delta", NODES.objectNode().put("delta", delta));
  }

  @Override
  void closeParts() {
    tell(
        "response.function_call_arguments.done",
        NODES.objectNode().put("name", name).put("arguments", arguments.toString()));
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
