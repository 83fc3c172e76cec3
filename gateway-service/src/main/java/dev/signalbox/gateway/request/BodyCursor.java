package dev.signalbox.gateway.request;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Where a parser stands in the bytes of a body, and what stands there. */
final class BodyCursor {
  private static final int LONGEST_SHOWN = 40;

  private final byte[] bytes;
  private final JsonParser json;

  BodyCursor(byte[] bytes, JsonParser json) {
    this.bytes = bytes;
    this.json = json;
  }

  /** A switch; null is off. Anything else is refused. */
  boolean bool(String field, JsonToken value) {
    return switch (value) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw wrong(field, "true or false");
    };
  }

  /** A whole number of 32 bits; null is 0. Anything else is refused. */
  int integer(String field, JsonToken value) {
    if (value == JsonToken.VALUE_NULL) {
      return 0;
    }
    if (value != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(field, "a whole number");
    }
    if (json.getNumberType() != JsonParser.NumberType.INT) {
      String number = json.getString();
      String bound =
          number.startsWith("-") ? "least " + Integer.MIN_VALUE : "most " + Integer.MAX_VALUE;
      String shown = number.length() <= LONGEST_SHOWN ? number : "a number";
      throw wrong(field, shown, "a whole number, at " + bound);
    }
    return json.getIntValue();
  }

  /** The refusal of a value of the wrong type, with what came and its place. */
  RefusedException wrong(String field, String expected) {
    return wrong(field, came(), expected);
  }

  private RefusedException wrong(String field, String came, String expected) {
    String place =
        " (line "
            + json.currentTokenLocation().getLineNr()
            + ", column "
            + json.currentTokenLocation().getColumnNr()
            + ")";
    return new RefusedException(
        BadRequest.field(field, field + ": " + came + place + " (expected: " + expected + ")"));
  }

  private String came() {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> json.getString();
    };
  }

  /** First byte of the current token. */
  int start() {
    return Math.toIntExact(json.currentTokenLocation().getByteOffset());
  }

  /** One past the last byte of the current token. */
  int end() {
    json.finishToken();
    return Math.toIntExact(json.currentLocation().getByteOffset());
  }

  /** Widens a member's span by the comma after it or, for the last member, the one before it. */
  Span withComma(int from, int to) {
    int after = to;
    while (after < bytes.length && bytes[after] <= ' ' && bytes[after] >= 0) {
      after++;
    }
    if (after < bytes.length && bytes[after] == ',') {
      return new Span(from, after + 1);
    }
    int before = from - 1;
    while (bytes[before] <= ' ' && bytes[before] >= 0) {
      before--;
    }
    return new Span(bytes[before] == ',' ? before : from, to);
  }

  /** Decodes a part of a string, as much of it as the router reads. */
  String decode(int from, int to) {
    return TextCut.decode(bytes, from, to);
  }
}
