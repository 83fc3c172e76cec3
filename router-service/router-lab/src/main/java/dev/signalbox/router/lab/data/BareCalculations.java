package dev.signalbox.router.lab.data;

import dev.signalbox.router.api.RoutingPrompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Calculations asked for with no story around them, as people ask a chat. No public set holds them,
 * and a router that knows sums only from exams takes {@code What is 2 + 2?} for mathematics. The
 * numbers and operations are those of word problems' reference solutions, and so are the steps: a
 * solution of one calculation.
 */
final class BareCalculations {
  /** One of so many solutions gives a calculation: they are much alike, and word problems many. */
  private static final int EACH = 8;

  /** {@code 48/2=24}, or {@code 80/100*10=8} for 80% of 10, as the first calculation. */
  private static final Pattern PLAIN =
      Pattern.compile("<<([0-9.]{1,6})(/100\\*|[-+*/])([0-9.]{1,6})=([0-9.]{1,9})>>");

  private static final List<String> IN_SIGNS =
      List.of(
          "What is %1$s %2$s %3$s?",
          "%1$s %2$s %3$s",
          "what's %1$s %2$s %3$s",
          "%1$s %2$s %3$s = ?",
          "Calculate %1$s %2$s %3$s.");

  private static final List<String> IN_WORDS =
      List.of(
          "What is %1$s %2$s %3$s?",
          "How much is %1$s %2$s %3$s?",
          "Can you tell me what %1$s %2$s %3$s is?",
          "Compute %1$s %2$s %3$s",
          "I need the result of %1$s %2$s %3$s.");

  private static final List<String> WORDINGS =
      Stream.concat(IN_SIGNS.stream(), IN_WORDS.stream()).toList();

  private int solutions;
  private int calculations;

  /**
   * The calculation of the next solution, in the next wording.
   *
   * @param solution a reference solution with calculations annotated as {@code <<2*3=6>>}
   * @return nothing for most of them, and where the first calculation is not one of two numbers
   */
  List<LabelledPrompt> of(String solution) {
    return solutions++ % EACH == 0 ? first(solution).stream().toList() : List.of();
  }

  private Optional<LabelledPrompt> first(String solution) {
    Matcher found = PLAIN.matcher(solution);
    if (!found.find() || found.start() != solution.indexOf("<<")) {
      return Optional.empty();
    }
    String text = text(found.group(1), found.group(2), found.group(3), calculations++);
    return Optional.of(
        new LabelledPrompt(
            RoutingPrompt.of(text),
            PublicSets.WORD_PROBLEMS,
            PublicSets.CALCULATION,
            Map.of(),
            Double.NaN,
            SolutionSteps.count(found.group() + "\n#### " + found.group(4))));
  }

  private static String text(String left, String operator, String right, int number) {
    int turn = number % WORDINGS.size();
    boolean inWords = turn >= IN_SIGNS.size();
    boolean halves = operator.equals("/") && right.equals("2");
    if (halves && inWords) {
      return WORDINGS.get(turn).formatted("half", "of", left);
    }
    if (operator.equals("/100*")) {
      return WORDINGS.get(turn).formatted(left + (inWords ? " percent" : "%"), "of", right);
    }
    return WORDINGS.get(turn).formatted(left, inWords ? word(operator) : operator, right);
  }

  private static String word(String operator) {
    return switch (operator) {
      case "+" -> "plus";
      case "-" -> "minus";
      case "*" -> "times";
      default -> "divided by";
    };
  }
}
