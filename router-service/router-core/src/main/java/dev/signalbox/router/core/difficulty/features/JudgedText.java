package dev.signalbox.router.core.difficulty.features;

import dev.signalbox.router.api.RoutingPrompt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a prompt that is judged: what is asked. Worked examples before the question (as in
 * few-shot prompts) say how to answer, not how hard the question is, and are passed over.
 *
 * <p>Examples are believed in two forms only: several lines that start with the same {@code
 * Question:}, {@code Q:} or {@code Problem:}, or a text that ends with {@code Answer:} after others
 * that were answered.
 */
public final class JudgedText {
  private static final Pattern ASKS =
      Pattern.compile("^(?:question|q|problem)\\s?:", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final Pattern ANSWER =
      Pattern.compile("^answer\\s?:.*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final Pattern A = Pattern.compile("^A\\s?:.*$", Pattern.MULTILINE);

  private JudgedText() {}

  /**
   * The last user turn from its last question on, after the turn that it leans on; the system text
   * where the user wrote nothing.
   */
  public static String of(RoutingPrompt prompt) {
    String text = asked(prompt);
    int start = start(text);
    return start == 0 ? text : text.substring(start);
  }

  private static String asked(RoutingPrompt prompt) {
    if (!prompt.topic().isBlank()) {
      return prompt.topic() + "\n" + prompt.lastUser();
    }
    return prompt.lastUser().isBlank() ? prompt.system() : prompt.lastUser();
  }

  /** Where the last question starts; 0 in a text without worked examples. */
  static int start(String text) {
    if (!text.contains("nswer:") && !text.contains("\nA:")) {
      return 0; // as most texts, at the cost of two searches
    }
    int start = Math.max(lastAsked(text), endOfLastExample(text));
    return text.substring(start).isBlank() ? 0 : start;
  }

  /** Start of the last of several lines that ask, if an answer stands before it. */
  private static int lastAsked(String text) {
    Matcher asks = ASKS.matcher(text);
    int last = 0;
    int count = 0;
    while (asks.find()) {
      last = asks.start();
      count++;
    }
    boolean answered =
        count > 1
            && (ANSWER.matcher(text).region(0, last).find()
                || A.matcher(text).region(0, last).find());
    return answered ? last : 0;
  }

  /** End of the last answered line before an open {@code Answer:} at the end. */
  private static int endOfLastExample(String text) {
    String tail = text.strip();
    if (tail.endsWith("nswer:")) {
      return endOfLastButOne(ANSWER.matcher(text));
    }
    return tail.endsWith("\nA:") ? endOfLastButOne(A.matcher(text)) : 0;
  }

  private static int endOfLastButOne(Matcher lines) {
    int last = 0;
    int before = 0;
    while (lines.find()) {
      before = last;
      last = lines.end();
    }
    return before;
  }
}
