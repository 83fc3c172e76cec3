package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.features.AnswerOptions;

/** The part of a prompt whose meaning is embedded: the question without its lettered options. */
public final class EmbeddingText {
  private EmbeddingText() {}

  /** The text to embed; may be empty. */
  public static String of(RoutingPrompt prompt) {
    String text = prompt.lastUser().isBlank() ? prompt.system() : prompt.lastUser();
    return text.substring(0, AnswerOptions.start(text));
  }
}
