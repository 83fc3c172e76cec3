package dev.signalbox.conformance.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stream as a client understands it.
 *
 * @param texts the text of each choice
 * @param finished finish reason of each finished choice
 * @param usages usage objects that came
 * @param usageWithChoices whether a usage chunk had its {@code choices} array
 * @param errors error objects that came as events
 * @param garbled data lines that are no JSON
 * @param done whether {@code [DONE]} came
 * @param comments comments that came
 */
public record Transcript(
    Map<Integer, String> texts,
    Map<Integer, String> finished,
    List<JsonNode> usages,
    boolean usageWithChoices,
    List<JsonNode> errors,
    List<String> garbled,
    boolean done,
    List<String> comments) {

  /** Reads {@code answer} as a stream of chat completion chunks. */
  public static Transcript of(Answer answer) {
    Reader reader = new Reader();
    answer.events().forEach(reader::event);
    return new Transcript(
        reader.texts(),
        Map.copyOf(reader.finished),
        reader.usages,
        reader.usageWithChoices,
        reader.errors,
        reader.garbled,
        reader.done,
        reader.comments);
  }

  /** The text of choice 0. */
  public String text() {
    return texts.getOrDefault(0, "");
  }

  private static final class Reader {
    private final Map<Integer, StringBuilder> texts = new TreeMap<>();
    private final Map<Integer, String> finished = new TreeMap<>();
    private final List<JsonNode> usages = new ArrayList<>();
    private final List<JsonNode> errors = new ArrayList<>();
    private final List<String> garbled = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private boolean usageWithChoices;
    private boolean done;

    Map<Integer, String> texts() {
      Map<Integer, String> all = new TreeMap<>();
      texts.forEach((index, text) -> all.put(index, text.toString()));
      return Map.copyOf(all);
    }

    void event(Event event) {
      if (event.isComment()) {
        comments.add(event.data());
      } else if (event.isDone()) {
        done = true;
      } else {
        data(event.data());
      }
    }

    private void data(String data) {
      JsonNode chunk;
      try {
        chunk = JsonMapper.shared().readTree(data);
      } catch (JacksonException e) {
        garbled.add(data);
        return;
      }
      if (chunk.hasNonNull("error")) {
        errors.add(chunk.get("error"));
      }
      if (chunk.hasNonNull("usage")) {
        usages.add(chunk.get("usage"));
        usageWithChoices |= chunk.path("choices").isArray();
      }
      chunk.path("choices").forEach(this::choice);
    }

    private void choice(JsonNode choice) {
      int index = choice.path("index").asInt();
      texts
          .computeIfAbsent(index, _ -> new StringBuilder())
          .append(choice.path("delta").path("content").asString(""));
      if (choice.hasNonNull("finish_reason")) {
        finished.put(index, choice.get("finish_reason").asString());
      }
    }
  }
}
