package dev.signalbox.gateway.request;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.UserTurns;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a model shall read: the messages of a chat or the prompt of a completion. Keeps the
 * last user turn, what it leans on and the system text, counts the rest. For one use.
 */
final class MessagesReader {
  private final BodyCursor at;
  private final JsonParser json;
  private final Set<Capability> needs;

  private final UserTurns user = new UserTurns();
  private StringBuilder system = new StringBuilder();
  private int turns;
  private long textBytes;
  private int tokenIds;
  private int prompts = 1;
  private int attachments;

  MessagesReader(BodyCursor at, JsonParser json, Set<Capability> needs) {
    this.at = at;
    this.json = json;
    this.needs = needs;
  }

  /**
   * Reads the value of {@code messages}; the parser stands on it.
   *
   * @return false if it is none; then nothing is read
   */
  boolean readMessages(JsonToken value) {
    if (value != JsonToken.START_ARRAY) {
      return false;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw at.wrong("messages[" + turns + "]", "an object");
      }
      turns++;
      message();
    }
    return true;
  }

  /**
   * Reads the value of {@code prompt} or {@code input}; the parser stands on it.
   *
   * @return false if it is none; then nothing is read
   */
  boolean readPrompt(JsonToken value) {
    if (value != JsonToken.VALUE_STRING && value != JsonToken.START_ARRAY) {
      return false;
    }
    turns = 1;
    if (value == JsonToken.VALUE_STRING) {
      user.add(text());
    } else {
      int depth = 1;
      int separate = 0;
      String lastPrompt = "";
      while (depth > 0) {
        JsonToken token = json.nextToken();
        boolean one = token == JsonToken.VALUE_STRING || token == JsonToken.START_ARRAY;
        separate += depth == 1 && one ? 1 : 0;
        switch (token) {
          case START_ARRAY, START_OBJECT -> depth++;
          case END_ARRAY, END_OBJECT -> depth--;
          case VALUE_STRING -> lastPrompt = text();
          case VALUE_NUMBER_INT -> tokenIds++;
          default -> {}
        }
      }
      user.add(lastPrompt);
      prompts = Math.max(1, separate);
    }
    return true;
  }

  private void message() {
    String role = null;
    String content = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("role") && value == JsonToken.VALUE_STRING) {
        role = json.getString();
      } else if (name.equals("content")) {
        content = content(value);
      } else {
        json.skipChildren();
      }
    }
    keep(role, content);
  }

  private void keep(@Nullable String role, @Nullable String content) {
    if (role == null || content == null) {
      return;
    }
    if (role.equals("user")) {
      user.add(content);
    } else if (role.equals("system") || role.equals("developer")) {
      if (system.length() < RoutingPrompt.MAX_CHARS) {
        system.append(system.isEmpty() ? "" : "\n").append(content);
      }
    }
  }

  private @Nullable String content(JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      return text();
    }
    if (value != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    StringBuilder all = new StringBuilder();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        part(all);
      } else {
        json.skipChildren();
      }
    }
    return all.toString();
  }

  private void part(StringBuilder all) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("text") && value == JsonToken.VALUE_STRING) {
        String text = text();
        if (all.length() < RoutingPrompt.MAX_CHARS) {
          all.append(all.isEmpty() ? "" : "\n").append(text);
        }
      } else if (name.equals("type") && value == JsonToken.VALUE_STRING) {
        attachment(json.getString());
      } else {
        json.skipChildren();
      }
    }
  }

  private void attachment(String type) {
    switch (type) {
      case "image_url", "input_image", "image" -> {
        attachments++;
        needs.add(Capability.IMAGES);
      }
      case "input_audio", "audio" -> {
        attachments++;
        needs.add(Capability.AUDIO);
      }
      case "file", "input_file", "video_url" -> attachments++;
      default -> {}
    }
  }

  private String text() {
    int from = at.start() + 1;
    int to = at.end() - 1;
    textBytes += to - from;
    return at.decode(from, to);
  }

  RoutingPrompt prompt() {
    return new RoutingPrompt(user.last(), user.topic(), system.toString(), turns, textBytes);
  }

  /** Bytes of all text. */
  long textBytes() {
    return textBytes;
  }

  /** Token ids of a prompt that is given as ids. */
  int tokenIds() {
    return tokenIds;
  }

  /** Prompts of a completion that are answered each by itself: texts, or lists of ids. */
  int prompts() {
    return prompts;
  }

  /** Images, audio clips and files. */
  int attachments() {
    return attachments;
  }
}
