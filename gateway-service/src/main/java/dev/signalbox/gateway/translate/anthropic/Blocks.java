package dev.signalbox.gateway.translate.anthropic;

import dev.signalbox.gateway.translate.body.Field;
import dev.signalbox.gateway.translate.chat.Content;
import dev.signalbox.gateway.translate.chat.Turns;
import java.util.List;

/**
 * Makes messages of the content blocks of one message. A chat has a message of its own for each
 * tool's result, so one message may become several; the order stays.
 */
final class Blocks {
  private final String role;
  private final Turns turns;
  private Content content = new Content();

  Blocks(String role, Turns turns) {
    this.role = role;
    this.turns = turns;
  }

  void write(List<Field> blocks) {
    for (Field block : blocks) {
      block(block.object());
    }
    say();
  }

  private void say() {
    if (!content.isEmpty()) {
      turns.say(role, content);
      content = new Content();
    }
  }

  private void block(Field block) {
    Field type = block.at("type");
    switch (type.text()) {
      case "text" -> content.text(block.at("text").text());
      case "image" -> Images.add(block, content);
      case "tool_use" -> {
        mustBe("assistant", type);
        say();
        turns.call(
            block.at("id").text(),
            block.at("name").text(),
            block.at("input").object().value().toString());
      }
      case "tool_result" -> {
        mustBe("user", type);
        say();
        turns.result(block.at("tool_use_id").text(), result(block));
      }
      case "thinking", "redacted_thinking" -> {
        // Thinking that led to an earlier answer: chat templates leave it out of later prompts.
        mustBe("assistant", type);
      }
      default ->
          throw type.unsupported(
              "\""
                  + type.text()
                  + "\" cannot be sent on (expected: text, image, tool_use, tool_result or"
                  + " thinking)");
    }
  }

  private void mustBe(String expected, Field type) {
    if (!role.equals(expected)) {
      throw type.wrong("a block that the " + role + " may send");
    }
  }

  /** A chat has no word for a failed tool; what the tool said of it is what the model sees. */
  private static Content result(Field block) {
    Field said = block.at("content");
    Content all = new Content();
    if (said.value().isString()) {
      all.text(said.text());
    } else {
      for (Field part : said.elementsOrNone()) {
        Field type = part.object().at("type");
        switch (type.text()) {
          case "text" -> all.text(part.at("text").text());
          case "image" -> Images.add(part, all);
          default ->
              throw type.unsupported(
                  "\"" + type.text() + "\" cannot be sent on (expected: text or image)");
        }
      }
    }
    return all.isEmpty() && block.at("is_error").flag() ? all.text("error") : all;
  }
}
