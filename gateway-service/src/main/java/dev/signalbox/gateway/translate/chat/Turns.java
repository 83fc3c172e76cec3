package dev.signalbox.gateway.translate.chat;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the messages of a chat, in their order. */
public final class Turns {
  private static final String ASSISTANT = "assistant";

  private final ArrayNode messages;

  /**
   * @param chat the request whose {@code messages} are written
   */
  public Turns(ObjectNode chat) {
    this.messages = chat.putArray("messages");
  }

  /** Somebody says something. */
  public void say(String role, Content content) {
    messages.addObject().put("role", role).set("content", content.node());
  }

  /**
   * The assistant calls a tool. Calls belong to the message just before them if that is the
   * assistant's, as one turn in a chat holds text and calls together.
   *
   * @param arguments JSON, as text
   */
  public void call(String id, String name, String arguments) {
    ObjectNode call = calls().addObject().put("id", id).put("type", "function");
    call.putObject("function").put("name", name).put("arguments", arguments);
  }

  private ArrayNode calls() {
    if (messages.isEmpty()
        || !(messages.get(messages.size() - 1) instanceof ObjectNode last)
        || !last.path("role").asString("").equals(ASSISTANT)) {
      ObjectNode turn = messages.addObject().put("role", ASSISTANT).putNull("content");
      return turn.putArray("tool_calls");
    }
    return last.withArray("tool_calls");
  }

  /** What came of a call. */
  public void result(String id, Content content) {
    messages.addObject().put("role", "tool").put("tool_call_id", id).set("content", content.node());
  }

  /** Whether nothing was said. */
  public boolean isEmpty() {
    return messages.isEmpty();
  }
}
