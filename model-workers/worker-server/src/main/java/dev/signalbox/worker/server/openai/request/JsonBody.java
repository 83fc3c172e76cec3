package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.server.openai.error.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a request's body into plain values. A key that stands twice is refused: what was checked
 * must be what the model reads. The number of values is bounded, so that a small body cannot become
 * a large heap.
 */
public final class JsonBody {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_VALUES = 2_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_VALUES)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private JsonBody() {}

  /**
   * Reads the one object that the body must be.
   *
   * @throws ApiException if it is not JSON, not an object, has a key twice, or something after it
   */
  public static Fields read(byte[] body) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ApiException.invalid(null, "the body is not a JSON object");
      }
      Map<String, @Nullable Object> values = object(parser, "");
      if (parser.nextToken() != null) {
        throw ApiException.invalid(null, "the body goes on after its JSON object" + at(parser));
      }
      return new Fields("", values);
    } catch (JacksonException e) {
      throw ApiException.invalid(null, "the body is not valid JSON: " + reason(e));
    }
  }

  /** Reads a text that should be a JSON object; null if it is not one. */
  static @Nullable Map<String, @Nullable Object> objectOrNull(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, @Nullable Object> values = object(parser, "");
      return parser.nextToken() == null ? values : null;
    } catch (JacksonException | ApiException e) {
      return null;
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser, String path) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    String name;
    while ((name = parser.nextName()) != null) {
      String here = path.isEmpty() ? name : path + "." + name;
      if (values.containsKey(name)) {
        throw ApiException.duplicateKey(Fields.shortened(here));
      }
      parser.nextToken();
      values.put(name, value(parser, here));
    }
    return values;
  }

  private static List<@Nullable Object> array(JsonParser parser, String path) {
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      // The path is spelled out only where it can be needed: an array may hold a million ids.
      boolean nested = parser.currentToken().isStructStart();
      values.add(value(parser, nested ? path + "[" + values.size() + "]" : path));
    }
    return values;
  }

  private static @Nullable Object value(JsonParser parser, String path) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path);
      case START_ARRAY -> array(parser, path);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static String reason(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    TokenStreamLocation location = e.getLocation();
    return location == null ? message : message + place(location);
  }

  private static String at(JsonParser parser) {
    return place(parser.currentTokenLocation());
  }

  private static String place(TokenStreamLocation location) {
    return " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
