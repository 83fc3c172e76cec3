package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.Content;
import dev.signalbox.gateway.translate.chat.Turns;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes messages of {@code instructions} and {@code input}. */
final class InputItems {
  private InputItems() {}

  static void write(Field body, ObjectNode chat) {
    Turns turns = new Turns(chat);
    String instructions = body.at("instructions").textOrNull();
    if (instructions != null) {
      turns.say("system", Content.ofText(instructions));
    }
    Field input = body.at("input");
    if (input.value().isString()) {
      turns.say("user", Content.ofText(input.text()));
      return;
    }
    if (!input.value().isArray()) {
      throw input.wrong("a string or an array of items");
    }
    List<Field> items = input.elements();
    if (items.isEmpty()) {
      throw input.wrong("at least one item");
    }
    for (Field item : items) {
      item(item.object(), turns);
    }
    if (turns.isEmpty()) {
      throw input.wrong("at least one message");
    }
  }

  private static void item(Field item, Turns turns) {
    Field type = item.at("type");
    if (!type.present()) {
      if (item.at("id").present() && !item.at("role").present()) {
        throw reference(item.at("id"));
      }
      message(item, turns);
      return;
    }
    switch (type.text()) {
      case "message" -> message(item, turns);
      case "function_call" ->
          turns.call(
              item.at("call_id").text(), item.at("name").text(), item.at("arguments").text());
      case "function_call_output" ->
          turns.result(item.at("call_id").text(), content(item.at("output")));
      case "reasoning" -> {
        // Thinking that led to an earlier answer: chat templates leave it out of later prompts.
      }
      case "item_reference" -> throw reference(type);
      default ->
          throw type.unsupported(
              "\""
                  + type.text()
                  + "\" cannot be sent on (expected: message, function_call,"
                  + " function_call_output or reasoning)");
    }
  }

  private static RefusedException reference(Field by) {
    return by.unsupported("answers are not kept (expected: the item itself)");
  }

  private static void message(Field item, Turns turns) {
    Field role = item.at("role");
    switch (role.text()) {
      case "user", "assistant", "system", "developer" ->
          turns.say(role.text(), content(item.at("content")));
      default -> throw role.wrong("user, assistant, system or developer");
    }
  }

  private static Content content(Field content) {
    if (content.value().isString()) {
      return Content.ofText(content.text());
    }
    if (!content.value().isArray()) {
      throw content.wrong("a string or an array of parts");
    }
    Content all = new Content();
    content.elements().forEach(part -> part(part.object(), all));
    return all;
  }

  private static void part(Field part, Content all) {
    Field type = part.at("type");
    switch (type.text()) {
      case "input_text", "output_text", "text" -> all.text(part.at("text").text());
      case "refusal" -> all.text(part.at("refusal").text());
      case "input_image" -> {
        if (part.at("file_id").present()) {
          throw part.at("file_id").unsupported("files are not kept (expected: image_url)");
        }
        all.image(part.at("image_url").text(), part.at("detail").textOrNull());
      }
      default ->
          throw type.unsupported(
              "\""
                  + type.text()
                  + "\" cannot be sent on (expected: input_text, input_image, output_text or"
                  + " refusal)");
    }
  }
}
