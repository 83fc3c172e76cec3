package dev.signalbox.router.core.difficulty;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import java.util.Map;

/**
 * The honest baseline: judges by the surface of a request alone and knows nothing of its meaning.
 * Longer prompts, questions with many numbers, several conditions, code and tools are taken as
 * harder; small talk as easier. Its weights are set by hand, not learnt, and its probabilities are
 * not calibrated. A router that means to be better has to beat it.
 *
 * <p>{@code difficulty = 1 / (1 + exp(-z))}, with z a sum of {@code ln(1 + words)}, {@code ln(1 +
 * digit groups)}, the share of symbols, lines, turns, and what is attached. Reads each text once
 * and allocates one array.
 */
public final class SurfaceScorer implements DifficultyScorer {
  private static final double BIAS = -2.6;
  private static final double PER_LOG_WORDS = 0.55;
  private static final double PER_LOG_NUMBERS = 0.45;
  private static final double PER_LOG_LINES = 0.20;
  private static final double PER_SYMBOL_SHARE = 4.0;
  private static final double PER_LOG_TURNS = 0.15;
  private static final double PER_LOG_OUTSIDE_CHARS = 0.04;
  private static final double PER_ATTACHMENT_OR_TOOL = 0.25;

  private static final int WORDS = 0;
  private static final int NUMBERS = 1;
  private static final int LINES = 2;
  private static final int SYMBOLS = 3;

  @Override
  public Assessment assess(RoutingRequest request) {
    RoutingPrompt prompt = request.prompt();
    int[] counts = count(prompt.lastUser());
    int chars = Math.max(1, prompt.lastUser().length());
    double symbolShare = (double) counts[SYMBOLS] / chars;
    long outside = Math.max(0, prompt.totalChars() - prompt.lastUser().length());
    double z =
        BIAS
            + PER_LOG_WORDS * Math.log1p(counts[WORDS])
            + PER_LOG_NUMBERS * Math.log1p(counts[NUMBERS])
            + PER_LOG_LINES * Math.log1p(counts[LINES])
            + PER_SYMBOL_SHARE * symbolShare
            + PER_LOG_TURNS * Math.log(Math.max(1, prompt.turns()))
            + PER_LOG_OUTSIDE_CHARS * Math.log1p(outside)
            + PER_ATTACHMENT_OR_TOOL * Math.min(4, request.attachments() + request.tools());
    double difficulty = 1 / (1 + Math.exp(-z));
    return new Assessment(difficulty, 1 - difficulty, "other", 0, Map.of());
  }

  @Override
  public String version() {
    return "surface-1";
  }

  /** Not calibrated: said, not hidden. */
  @Override
  public Calibration calibration() {
    return Calibration.assumed();
  }

  /** Unpaired surrogates count as symbols; nothing is decoded. */
  private static int[] count(String text) {
    int[] counts = new int[4];
    boolean inWord = false;
    boolean inNumber = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean word = digit || Character.isLetter(c);
      if (word && !inWord) {
        counts[WORDS]++;
      }
      if (digit && !inNumber) {
        counts[NUMBERS]++;
      }
      if (c == '\n') {
        counts[LINES]++;
      } else if (!word && !Character.isWhitespace(c)) {
        counts[SYMBOLS]++;
      }
      inWord = word;
      inNumber = digit;
    }
    return counts;
  }
}
