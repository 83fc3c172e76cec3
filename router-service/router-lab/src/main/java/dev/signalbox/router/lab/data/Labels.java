package dev.signalbox.router.lab.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A file of labelled outcomes: each line a prompt (see {@link PromptLine}) with {@code scores}, an
 * object of the score 0..1 of each tier or expert.
 */
public final class Labels {
  private Labels() {}

  /**
   * Reads a file. Of lines with the same {@code request_id} the last one counts: whoever rates an
   * answer again has changed their mind.
   *
   * @param required tiers or experts that every line must score
   * @return at least one
   * @throws BadInputException naming the first line that cannot be used, or saying that there is
   *     none
   */
  public static List<LabelledPrompt> read(Path file, List<String> required) throws IOException {
    Map<String, LabelledPrompt> labels = new LinkedHashMap<>();
    long number = 0;
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String text;
      while ((text = in.readLine()) != null) {
        number++;
        if (!text.isBlank()) {
          PromptLine line = PromptLine.read(text, number);
          String id = line.fields().path("request_id").asString("line " + number);
          labels.put(id, label(line, number, required));
        }
      }
    } catch (NoSuchFileException e) {
      throw new BadInputException("labels " + file + " does not exist");
    } catch (MalformedInputException e) {
      throw new BadInputException("line " + (number + 1) + " or soon after: not UTF-8");
    }
    if (labels.isEmpty()) {
      throw new BadInputException(
          "labels " + file + " holds no line (expected: lines with a prompt and scores)");
    }
    return List.copyOf(labels.values());
  }

  private static LabelledPrompt label(PromptLine line, long number, List<String> required) {
    JsonNode scores = line.fields().path("scores");
    if (!scores.isObject() || scores.isEmpty()) {
      throw new BadInputException(
          "line " + number + ": scores: expected an object such as {\"small\": 0, \"large\": 1}");
    }
    Map<String, Double> values = new LinkedHashMap<>();
    scores
        .properties()
        .forEach(e -> values.put(e.getKey(), score(e.getKey(), e.getValue(), number)));
    for (String name : required) {
      if (!values.containsKey(name)) {
        throw new BadInputException("line " + number + ": scores." + name + ": missing");
      }
    }
    return new LabelledPrompt(
        line.prompt(), "labels", "labels", values, goodEnough(values), Double.NaN);
  }

  private static double score(String name, JsonNode value, long number) {
    double score = value.isNumber() ? value.decimalValue().doubleValue() : Double.NaN;
    if (!(score >= 0 && score <= 1)) {
      throw new BadInputException(
          "line " + number + ": scores." + name + ": " + value + " (expected: a number 0..1)");
    }
    return score;
  }

  private static double goodEnough(Map<String, Double> scores) {
    Double small = scores.get("small");
    Double large = scores.get("large");
    if (small == null || large == null) {
      return Double.NaN;
    }
    return small >= large - LabelledPrompt.MARGIN ? 1 : 0;
  }
}
