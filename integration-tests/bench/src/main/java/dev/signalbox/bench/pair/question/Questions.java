package dev.signalbox.bench.pair.question;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and chooses questions. */
public final class Questions {
  private static final String BEFORE_REFERENCE = "####";

  private Questions() {}

  /**
   * Reads a file: a JSON object a line, with {@code question} and {@code answer}, whose reference
   * stands behind {@code ####}. A name that ends in {@code .gz} is unpacked. A question that comes
   * twice is read once.
   *
   * @throws IllegalArgumentException if there is no such file, or naming the first line that is no
   *     such object
   */
  public static List<Question> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": no such file (expected: a file of questions)");
    }
    Map<String, Question> questions = new LinkedHashMap<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          Question question = question(line, file + " line " + number);
          questions.putIfAbsent(question.id(), question);
        }
      }
    }
    return List.copyOf(questions.values());
  }

  /**
   * Chooses by a seed. More questions of the same file and seed begin with the same ones, so that
   * what was asked of them counts on.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  public static List<Question> chosen(Collection<Question> from, int number, long seed) {
    if (number > from.size()) {
      throw new IllegalArgumentException(
          "--number: %d (expected: at most %d, as many as there are)"
              .formatted(number, from.size()));
    }
    List<Question> order = new ArrayList<>(from);
    Collections.shuffle(order, new Random(seed));
    return List.copyOf(order.subList(0, number));
  }

  private static Question question(String line, String place) {
    try {
      JsonNode row = JsonMapper.shared().readTree(line);
      String text = row.path("question").asString("");
      String answer = row.path("answer").asString("");
      int mark = answer.lastIndexOf(BEFORE_REFERENCE);
      BigDecimal reference =
          mark < 0 ? null : Grade.number(answer.substring(mark + BEFORE_REFERENCE.length()));
      if (!text.isBlank() && reference != null) {
        return Question.of(text, reference);
      }
    } catch (JacksonException e) {
      // Said below, with the line.
    }
    throw new IllegalArgumentException(
        place + ": no question (expected: {\"question\": ..., \"answer\": \"... #### 42\"})");
  }
}
