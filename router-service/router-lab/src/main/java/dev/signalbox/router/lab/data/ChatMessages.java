package dev.signalbox.router.lab.data;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.UserTurns;
import tools.jackson.databind.JsonNode;

/**
 * What routing reads of chat messages: the last user turn, what it leans on and the system text.
 */
final class ChatMessages {
  private ChatMessages() {}

  static RoutingPrompt prompt(JsonNode messages, long line) {
    UserTurns user = new UserTurns();
    StringBuilder system = new StringBuilder();
    long total = 0;
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = message.path("role").asString("");
      if (role.isEmpty()) {
        throw new BadInputException(
            "line " + line + ": messages[" + i + "].role: expected a string");
      }
      String text = text(message.path("content"));
      total += text.length();
      if (role.equals("user")) {
        user.add(text);
      } else if (role.equals("system") || role.equals("developer")) {
        system.append(system.isEmpty() ? "" : "\n").append(text);
      }
    }
    return new RoutingPrompt(user.last(), user.topic(), system.toString(), messages.size(), total);
  }

  /** The text of a content: a string, or the text parts of an array; images have none. */
  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      String piece = part.path("text").asString("");
      if (!piece.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(piece);
      }
    }
    return text.toString();
  }
}
