package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.data.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a traffic log: what was decided, with which chance, and what came of it. A log holds
 * no content.
 *
 * @param difficulty difficulty as it was judged
 * @param large whether the large expert answered
 * @param propensity probability with which the request got the expert that it got, over 0 up to 1
 * @param score score of the answer, 0..1; NaN if nobody rated it
 * @param price price of the answer in the log's currency, NaN if not known
 */
public record LoggedDecision(
    double difficulty, boolean large, double propensity, double score, double price) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> NUMBERS = Set.of("difficulty", "propensity", "score", "price");

  /**
   * Reads a log: the gateway's access log ({@code key=value} fields; lines without a difficulty or
   * an expert, such as refusals and requests that nobody answered, are passed over) or JSON lines
   * with {@code difficulty}, {@code expert}, {@code propensity} (1 if absent), and where known
   * {@code score} and {@code price}; other fields are not looked at.
   *
   * @param largeExpert the expert or tier that counts as large
   * @throws BadInputException naming the first line that cannot be used, or the experts that
   *     answered where none of them is the large one
   */
  public static List<LoggedDecision> read(Path file, String largeExpert) throws IOException {
    List<LoggedDecision> log = new ArrayList<>();
    Set<String> experts = new TreeSet<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long number = 0;
      String line;
      while ((line = in.readLine()) != null) {
        number++;
        if (line.startsWith("{") || (line.contains(" difficulty=") && line.contains(" expert="))) {
          log.add(read(line, number, largeExpert, experts));
        } else if (!line.contains("request=") && !line.isBlank()) {
          throw new BadInputException(
              "line " + number + ": neither JSON nor a line of the access log");
        }
      }
    } catch (NoSuchFileException e) {
      throw new BadInputException("log " + file + " does not exist");
    }
    if (!experts.isEmpty() && !experts.contains(largeExpert)) {
      throw new BadInputException(
          "large: \"%s\" answered nothing in this log (expected: one of %s)"
              .formatted(largeExpert, String.join(", ", experts)));
    }
    return log;
  }

  private static LoggedDecision read(
      String line, long number, String largeExpert, Set<String> experts) {
    JsonNode node = line.startsWith("{") ? json(line, number) : fields(line);
    String expert = node.path("expert").asString("");
    if (expert.isEmpty()) {
      throw new BadInputException("line " + number + ": expert: expected a string");
    }
    experts.add(expert);
    double propensity = node.has("propensity") ? number(node, "propensity", number) : 1;
    if (!(propensity > 0 && propensity <= 1)) {
      throw new BadInputException(
          "line " + number + ": propensity: " + propensity + " (expected: above 0, up to 1)");
    }
    return new LoggedDecision(
        number(node, "difficulty", number),
        expert.equals(largeExpert),
        propensity,
        node.hasNonNull("score") ? number(node, "score", number) : Double.NaN,
        node.hasNonNull("price") ? number(node, "price", number) : Double.NaN);
  }

  private static JsonNode json(String line, long number) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new BadInputException("line " + number + ": not JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode fields(String line) {
    ObjectNode node = JSON.createObjectNode();
    for (String field : line.split(" ", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        String value = field.substring(equals + 1);
        String name = field.substring(0, equals);
        if (NUMBERS.contains(name) && value.matches("-?[0-9.]+(E-?[0-9]+)?")) {
          node.put(name, Double.parseDouble(value));
        } else {
          node.put(name, value);
        }
      }
    }
    return node;
  }

  private static double number(JsonNode node, String field, long line) {
    JsonNode value = node.path(field);
    if (!value.isNumber()) {
      throw new BadInputException("line " + line + ": " + field + ": expected a number");
    }
    return value.doubleValue();
  }
}
