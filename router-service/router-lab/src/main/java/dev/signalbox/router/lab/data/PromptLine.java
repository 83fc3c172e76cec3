package dev.signalbox.router.lab.data;

import dev.signalbox.router.api.RoutingPrompt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a JSONL input: an object with a {@code prompt} string or {@code messages} as in a
 * chat request.
 *
 * @param fields the whole object as it was read
 * @param prompt the prompt in it
 */
public record PromptLine(ObjectNode fields, RoutingPrompt prompt) {
  /** Numbers keep all their digits, since they may be written again. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /**
   * Reads a line; before the first one a byte order mark is skipped.
   *
   * @throws BadInputException with the line's number if it is no such object
   */
  public static PromptLine read(String line, long number) {
    JsonNode node;
    try {
      node = JSON.readTree(number == 1 ? ByteOrderMark.skipped(line) : line);
    } catch (JacksonException e) {
      throw new BadInputException("line " + number + ": not JSON: " + e.getOriginalMessage());
    } catch (NumberFormatException e) {
      throw new BadInputException("line " + number + ": " + e.getMessage());
    }
    if (!(node instanceof ObjectNode fields)) {
      throw new BadInputException("line " + number + ": expected a JSON object");
    }
    return new PromptLine(fields, prompt(fields, number));
  }

  /**
   * The line as its fields are now, in UTF-8 and without an end of line. Half of a surrogate pair,
   * which UTF-8 cannot hold, is escaped.
   */
  public byte[] bytes() {
    return JSON.writeValueAsBytes(fields);
  }

  private static RoutingPrompt prompt(ObjectNode fields, long number) {
    JsonNode prompt = fields.get("prompt");
    if (prompt != null && prompt.isString()) {
      return RoutingPrompt.of(prompt.stringValue());
    }
    JsonNode messages = fields.get("messages");
    if (prompt == null && messages != null && messages.isArray() && !messages.isEmpty()) {
      return ChatMessages.prompt(messages, number);
    }
    throw new BadInputException(
        "line "
            + number
            + ": expected \"prompt\" as a string or \"messages\" as a non-empty array");
  }
}
