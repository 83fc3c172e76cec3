package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.Content;
import dev.signalbox.gateway.translate.chat.Turns;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes messages of {@code system} and {@code messages}. */
final class Conversation {
  private Conversation() {}

  static void write(Field body, ObjectNode chat) {
    Turns turns = new Turns(chat);
    Field system = body.at("system");
    if (system.present()) {
      turns.say("system", texts(system));
    }
    List<Field> messages = body.at("messages").elements();
    if (messages.isEmpty()) {
      throw body.at("messages").wrong("at least one message");
    }
    for (Field message : messages) {
      message(message.object(), turns);
    }
    Field last = messages.getLast().at("role");
    if (last.is("assistant")) {
      throw last.unsupported(
          "an answer cannot be begun by the client (expected: the last message is the user's)");
    }
  }

  private static Content texts(Field system) {
    if (system.value().isString()) {
      return Content.ofText(system.text());
    }
    Content all = new Content();
    for (Field block : system.elements()) {
      Field type = block.object().at("type");
      if (!type.is("text")) {
        throw type.wrong("text");
      }
      all.text(block.at("text").text());
    }
    return all;
  }

  private static void message(Field message, Turns turns) {
    Field role = message.at("role");
    String who = role.text();
    if (!who.equals("user") && !who.equals("assistant") && !who.equals("system")) {
      throw role.wrong("user or assistant");
    }
    Field content = message.at("content");
    if (content.value().isString()) {
      turns.say(who, Content.ofText(content.text()));
    } else if (content.value().isArray()) {
      List<Field> blocks = content.elements();
      if (blocks.isEmpty()) {
        throw content.wrong("at least one block");
      }
      new Blocks(who, turns).write(blocks);
    } else {
      throw content.wrong("a string or an array of blocks");
    }
  }
}
