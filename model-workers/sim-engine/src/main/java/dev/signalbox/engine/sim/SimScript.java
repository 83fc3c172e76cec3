package dev.signalbox.engine.sim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scripted answer of a prompt and where in it the prompt already stands, so that an
 * answer can be continued from its tokens.
 */
final class SimScript {
  private final Map<String, String> answers;

  SimScript(Map<String, String> answers) {
    this.answers = answers;
  }

  /** The tokens that are to come, the end token last; null if nothing in the script matches. */
  int @Nullable [] rest(int[] prompt) {
    int opened = lastIndexOf(prompt, SimVocabulary.ASSISTANT, prompt.length);
    int turn = opened + 1;
    int question = opened < 0 ? 0 : lastIndexOf(prompt, SimVocabulary.USER, opened) + 1;
    String asked =
        SimVocabulary.detokenize(
            Arrays.copyOfRange(prompt, question, opened < 0 ? prompt.length : opened));
    String answer =
        answers.keySet().stream()
            .filter(asked::contains)
            .max(Comparator.comparingInt(String::length))
            .map(answers::get)
            .orElse(null);
    if (answer == null) {
      return null;
    }
    int[] tokens = SimVocabulary.tokenize(answer);
    int written = opened < 0 ? 0 : prompt.length - turn;
    int[] rest = Arrays.copyOfRange(tokens, Math.min(written, tokens.length), tokens.length + 1);
    rest[rest.length - 1] = SimVocabulary.END;
    return rest;
  }

  private static int lastIndexOf(int[] tokens, int wanted, int before) {
    for (int i = before - 1; i >= 0; i--) {
      if (tokens[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
