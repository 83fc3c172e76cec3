package dev.signalbox.router.core.difficulty;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The categories that a router tells of prompts: the one list of their names. */
public final class Categories {
  /** In the order of the shipped router, which knows these and no others. */
  public static final List<String> NAMES =
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
          "code",
          "chat",
          TrainedScorer.OTHER);

  /** Of two words with more letters unlike, neither is a slip of the other. */
  private static final int SLIPS = 2;

  private Categories() {}

  /**
   * The category that somebody may have meant: a longer or a shorter form of its name, or one with
   * a slip or two; {@code _} and {@code -} are blanks.
   */
  public static Optional<String> meantBy(String name) {
    String word = name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ').strip();
    if (word.length() <= SLIPS) {
      return Optional.empty();
    }
    return NAMES.stream()
        .filter(known -> word.startsWith(known) || known.startsWith(word))
        .findFirst()
        .or(() ->
            NAMES.stream()
                .filter(known -> distance(word, known) <= SLIPS)
                .min(Comparator.comparingInt(known -> distance(word, known))));
  }

  /** Letters to put in, leave out or change (Levenshtein 1966), row by row. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
