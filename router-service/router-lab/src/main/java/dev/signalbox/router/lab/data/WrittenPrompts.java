package dev.signalbox.router.lab.data;

import dev.signalbox.router.api.RoutingPrompt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Synthetic prompts made for this project, as people write them to an assistant, with the category
 * of each and the scores that were expected of a small and of a large model when it was written.
 * These are judgements: no answer was measured. The public sets cannot replace them, since they
 * hold exams, contests and hard chats and hardly a plain question. They teach which prompts are
 * hard, what they are about, and that a plain one is answered well enough by a small model.
 */
public final class WrittenPrompts {
  /** The set's name. */
  public static final String SET = "written";

  /** Group of the word problems, whose category is mathematics. */
  public static final String WORD_PROBLEM = "word problem";

  private static final String FILE = "written-prompts.jsonl";

  /** Where an answer is hardly ever simply right or wrong. */
  private static final Set<String> JUDGED_BY_DEGREES = Set.of("chat", "code");

  private static final double SPREAD = 0.35;
  private static final double LEAST_SPREAD = 0.01;

  /** Factor by which a logistic distribution is nearest to the normal one. */
  private static final double NORMAL = 1.702;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private WrittenPrompts() {}

  /** All of them, in the order of their file. */
  static List<LabelledPrompt> read() throws IOException {
    try (InputStream in = WrittenPrompts.class.getResourceAsStream(FILE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(JSON::readTree).map(WrittenPrompts::labelled).toList();
    }
  }

  private static LabelledPrompt labelled(JsonNode row) {
    double small = row.path("small").doubleValue();
    double large = row.path("large").doubleValue();
    String category = row.path("category").asString();
    return new LabelledPrompt(
        RoutingPrompt.of(row.path("prompt").asString()),
        SET,
        category,
        Map.of("small", small, "large", large),
        JUDGED_BY_DEGREES.contains(category)
            ? byDegrees(small, large)
            : byRightOrWrong(small, large),
        Double.NaN);
  }

  /**
   * Chance that small is right where large is, or large wrong, if whatever small knows large knows.
   */
  private static double byRightOrWrong(double small, double large) {
    return Math.clamp(1 - (large - small), 0, 1);
  }

  /**
   * Chance that one answer of small is worth at least one of large's less the margin, where a judge
   * gives degrees: worths are spread about what is expected by {@link #SPREAD} of what right and
   * wrong answers would be, and the normal distribution is taken for a logistic one.
   */
  private static double byDegrees(double small, double large) {
    double spread = SPREAD * Math.sqrt(small * (1 - small) + large * (1 - large)) + LEAST_SPREAD;
    double distance = (LabelledPrompt.MARGIN - (large - small)) / spread;
    return 1 / (1 + StrictMath.exp(-NORMAL * distance));
  }
}
