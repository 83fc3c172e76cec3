package dev.signalbox.gateway.cascade;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object of an answer, a whole one or an event's: the log-probabilities and the text
 * of its choices, and where {@code logprobs} and {@code usage} stand. Chats write them as {@code
 * logprobs.content[].logprob}, completions as {@code logprobs.token_logprobs[]}.
 */
final class DraftObject {
  /** Where something stands that is not there. */
  static final int NOWHERE = -1;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Found NOTHING = new Found(List.of(), NOWHERE);

  private final JsonParser json;
  private final TokenLogprobs logprobs;
  private final StringBuilder text;
  private final List<Place> places = new ArrayList<>(1);
  private final int shift;
  private int usageEnd = NOWHERE;

  /** A stretch of bytes: the value of a {@code logprobs}. */
  record Place(int start, int end) {}

  /**
   * Where something stands in an object.
   *
   * @param logprobs the values of {@code logprobs} in the choices, in order, other than null
   * @param usageEnd the closing brace of {@code usage}, or {@link #NOWHERE}
   */
  record Found(List<Place> logprobs, int usageEnd) {}

  private DraftObject(JsonParser json, int shift, TokenLogprobs logprobs, StringBuilder text) {
    this.json = json;
    this.shift = shift;
    this.logprobs = logprobs;
    this.text = text;
  }

  /**
   * Reads an object.
   *
   * @param from its opening brace
   * @param logprobs takes the log-probabilities
   * @param text takes what the first choice says
   * @return what stands where; nothing of what is no JSON
   */
  static Found read(byte[] bytes, int from, int to, TokenLogprobs logprobs, StringBuilder text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return NOTHING;
      }
      int shift = from - Math.toIntExact(json.currentTokenLocation().getByteOffset());
      DraftObject object = new DraftObject(json, shift, logprobs, text);
      object.top();
      return new Found(object.places, object.usageEnd);
    } catch (JacksonException e) {
      return NOTHING;
    }
  }

  private void top() {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY && name.equals("choices")) {
        choices();
      } else {
        json.skipChildren();
        if (value == JsonToken.START_OBJECT && name.equals("usage")) {
          usageEnd = shift + Math.toIntExact(json.currentTokenLocation().getByteOffset());
        }
      }
    }
  }

  private void choices() {
    boolean first = true;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      choice(first);
      first = false;
    }
  }

  private void choice(boolean first) {
    boolean counts = first;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "index" -> counts = value == JsonToken.VALUE_NUMBER_INT && json.getIntValue() == 0;
        case "text" -> say(value, counts);
        case "delta", "message" -> message(value, counts);
        case "logprobs" -> {
          int start = shift + Math.toIntExact(json.currentTokenLocation().getByteOffset());
          if (value == JsonToken.START_OBJECT) {
            logprobs();
            places.add(
                new Place(start, shift + Math.toIntExact(json.currentLocation().getByteOffset())));
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void message(JsonToken value, boolean counts) {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean content = json.currentName().equals("content");
      say(json.nextToken(), content && counts);
    }
  }

  private void say(JsonToken value, boolean counts) {
    if (value == JsonToken.VALUE_STRING && counts) {
      text.append(json.getString());
    } else {
      json.skipChildren();
    }
  }

  private void logprobs() {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.START_ARRAY) {
        json.skipChildren();
        continue;
      }
      switch (name) {
        case "content" -> tokens();
        case "token_logprobs" -> numbers();
        default -> json.skipChildren();
      }
    }
  }

  private void numbers() {
    JsonToken value = json.nextToken();
    while (value != JsonToken.END_ARRAY) {
      if (value.isNumeric()) {
        logprobs.add(json.getDoubleValue());
      } else {
        json.skipChildren();
      }
      value = json.nextToken();
    }
  }

  private void tokens() {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean logprob = json.currentName().equals("logprob");
        if (json.nextToken().isNumeric() && logprob) {
          logprobs.add(json.getDoubleValue());
        } else {
          json.skipChildren();
        }
      }
    }
  }
}
