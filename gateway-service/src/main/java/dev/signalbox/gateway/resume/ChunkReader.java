package dev.signalbox.gateway.resume;

import dev.signalbox.gateway.request.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one {@link Chunk}, of a chat or of a completion. For one use. */
final class ChunkReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int[] NONE = {};

  private final byte[] bytes;
  private final int offset;
  private final JsonParser json;
  private final List<Span> hidden = new ArrayList<>(2);
  private int choices;
  private Span says = Span.NONE;
  private Span text = Span.NONE;
  private Span finish = Span.NONE;
  private boolean finished;
  private int[] ids = NONE;
  private int[] prompt = NONE;
  private Span id = Span.NONE;
  private Span created = Span.NONE;
  private Span model = Span.NONE;
  private boolean plain = true;

  private ChunkReader(byte[] bytes, int from, JsonParser json) {
    this.bytes = bytes;
    this.offset = from;
    this.json = json;
  }

  /**
   * Reads a chunk.
   *
   * @throws JacksonException if it is none
   */
  static Chunk read(byte[] bytes, int from, int to) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      return new ChunkReader(bytes, from, json).read();
    }
  }

  private Chunk read() {
    json.nextToken();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      int name = start();
      String member = json.currentName();
      JsonToken value = json.nextToken();
      int from = start();
      switch (member) {
        case "id" -> id = whole(from);
        case "created" -> created = whole(from);
        case "model" -> model = whole(from);
        case "choices" -> choices(value);
        case "prompt_token_ids" -> prompt = hide(name, value);
        default -> json.skipChildren();
      }
    }
    return new Chunk(
        choices, says, text, finish, finished, ids, prompt, hidden, id, created, model, plain);
  }

  private void choices(JsonToken value) {
    if (value != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      choices++;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        choiceMember(json.currentName());
      }
    }
  }

  private void choiceMember(String member) {
    int name = start();
    JsonToken value = json.nextToken();
    int from = start();
    switch (member) {
      case "delta" -> {
        delta(value);
        says = new Span(from, end());
      }
      case "text" -> {
        says = whole(from);
        text = says;
      }
      case "finish_reason" -> {
        finish = whole(from);
        finished = value == JsonToken.VALUE_STRING && !isEmpty(finish);
      }
      case "logprobs" -> {
        plain &= value == JsonToken.VALUE_NULL;
        json.skipChildren();
      }
      case "token_ids" -> ids = hide(name, value);
      case "prompt_token_ids" -> prompt = hide(name, value);
      default -> json.skipChildren();
    }
  }

  private void delta(JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      JsonToken said = json.nextToken();
      int from = start();
      switch (member) {
        case "content" -> {
          json.skipChildren();
          text = said == JsonToken.VALUE_STRING ? new Span(from, end()) : Span.NONE;
        }
        case "role" -> json.skipChildren();
        default -> {
          json.skipChildren();
          plain &= said == JsonToken.VALUE_NULL || isEmpty(new Span(from, end()));
        }
      }
    }
  }

  private static boolean isEmpty(Span value) {
    return value.end() - value.start() <= 2;
  }

  /** Reads ids and notes where they stand. */
  private int[] hide(int name, JsonToken value) {
    int[] read = NONE;
    if (value == JsonToken.START_ARRAY) {
      int count = 0;
      while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
        read = count == read.length ? Arrays.copyOf(read, Math.max(4, count * 2)) : read;
        read[count++] = json.getIntValue();
      }
      read = read.length == count ? read : Arrays.copyOf(read, count);
    }
    hidden.add(withComma(name, end()));
    return read;
  }

  /**
   * Widens a member's span by the comma before it or, for the first one that is left, by the comma
   * after it.
   */
  private Span withComma(int from, int to) {
    int before = from - 1;
    while (isSpace(before)) {
      before--;
    }
    boolean taken = !hidden.isEmpty() && before < hidden.getLast().end();
    if (bytes[offset + before] == ',' && !taken) {
      return new Span(before, to);
    }
    int after = to;
    while (isSpace(after)) {
      after++;
    }
    return new Span(from, bytes[offset + after] == ',' ? after + 1 : to);
  }

  private boolean isSpace(int at) {
    byte c = bytes[offset + at];
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private Span whole(int from) {
    json.skipChildren();
    return new Span(from, end());
  }

  private int start() {
    return Math.toIntExact(json.currentTokenLocation().getByteOffset());
  }

  private int end() {
    json.finishToken();
    return Math.toIntExact(json.currentLocation().getByteOffset());
  }
}
