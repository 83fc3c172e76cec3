package dev.signalbox.router.lab.fit;

import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.WrittenPrompts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class that a training prompt stands for. A class {@code a/b} is reported as category {@code
 * a}; it is learned apart because its difficulty is judged by other means.
 */
final class PromptClass {
  /** The nine categories that MMLU-Pro's file holds. */
  static final List<String> EXAM =
      List.of(
          "biology",
          "business",
          "chemistry",
          "computer science",
          "economics",
          "engineering",
          "math",
          "physics",
          "psychology");

  static final String STEPS = "math/steps";
  static final String CODE = "code";

  /** Code that is asked for among chats: judged by what makes chats hard. */
  static final String CODE_CHAT = "code/chat";

  static final String CHAT = "chat";
  static final String OTHER = "other";

  /** All classes in the order of their heads. */
  static final List<String> ALL =
      List.of(
          "biology",
          "business",
          "chemistry",
          "computer science",
          "economics",
          "engineering",
          "math",
          "physics",
          "psychology",
          STEPS,
          CODE,
          CODE_CHAT,
          CHAT,
          OTHER);

  private PromptClass() {}

  /** Class of a row; null if its data set names none. */
  static @Nullable String of(LabelledPrompt row) {
    return switch (row.source()) {
      case "mmlu-pro" -> row.group();
      case "arena" -> CodeRequests.isOne(row.prompt().lastUser()) ? CODE_CHAT : CHAT;
      case "crux" -> CODE;
      case "math-l5" -> "math";
      case "gsm8k-train" -> STEPS;
      case WrittenPrompts.SET ->
          switch (row.group()) {
            case WrittenPrompts.WORD_PROBLEM -> STEPS;
            case CODE -> CODE_CHAT;
            default -> row.group();
          };
      default ->
          switch (row.group()) {
            case "math" -> "math";
            case "mbpp", "human_eval" -> CODE;
            case "natural_qa", "commonsense_qa" -> OTHER;
            default -> null;
          };
    };
  }
}
