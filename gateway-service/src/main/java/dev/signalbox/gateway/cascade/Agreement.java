package dev.signalbox.gateway.cascade;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How alike two answers are, by their words: the harmonic mean of precision and recall over the
 * bags of words, {@code F1 = 2 * common / (words of one + words of the other)}, as reading
 * comprehension is scored since SQuAD (Rajpurkar and others, 2016). Case and punctuation do not
 * count; a number is a word.
 */
public final class Agreement {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Agreement() {}

  /** 0 for no word in common, 1 for the same words; two empty answers agree. */
  public static double of(String one, String other) {
    Map<String, Integer> words = new HashMap<>();
    int oneCount = 0;
    for (String word : words(one)) {
      if (!word.isEmpty()) {
        words.merge(word, 1, Integer::sum);
        oneCount++;
      }
    }
    int otherCount = 0;
    int common = 0;
    for (String word : words(other)) {
      if (word.isEmpty()) {
        continue;
      }
      otherCount++;
      int left = words.getOrDefault(word, 0);
      if (left > 0) {
        words.put(word, left - 1);
        common++;
      }
    }
    return oneCount + otherCount == 0 ? 1 : 2.0 * common / (oneCount + otherCount);
  }

  private static String[] words(String text) {
    return BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT), -1);
  }
}
