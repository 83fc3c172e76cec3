package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.features.AnswerOptions;
import dev.signalbox.router.core.difficulty.features.JudgedText;

/**
 * The part of a prompt whose meaning is embedded: what is asked, without its lettered options; with
 * them where the question alone is too short to tell its subject ("Which of these is true?").
 */
public final class EmbeddingText {
  private static final int SHORT = 60;

  private EmbeddingText() {}

  /** The text to embed; may be empty. */
  public static String of(RoutingPrompt prompt) {
    String text = JudgedText.of(prompt);
    String question = text.substring(0, AnswerOptions.start(text));
    return question.strip().length() < SHORT ? text : question;
  }
}
