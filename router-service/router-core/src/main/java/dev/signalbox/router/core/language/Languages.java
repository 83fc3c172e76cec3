package dev.signalbox.router.core.language;

/**
 * Guesses the language of a text by its script and, where that is Latin, by function words: each
 * language gets a point for each of its words, shared ones count for each, and the one with most
 * points wins if it has at least two and is alone in front. A word of one letter counts only where
 * another word follows at once ("I am", "l'amour"), which names in code and formulas seldom do.
 * Kana means Japanese even among more Chinese characters. Reads at most {@value #LONGEST}
 * characters and builds nothing; code and formulas tell nothing and are {@link #UNKNOWN}.
 */
public final class Languages {
  /** No language can be told: ISO 639-2's code for undetermined. */
  public static final String UNKNOWN = "und";

  private static final int LONGEST = 1_000;
  private static final int LEAST_POINTS = 2;

  private Languages() {}

  /** The language as ISO 639-1, or {@link #UNKNOWN}. */
  public static String of(String text) {
    int[] scripts = new int[Script.values().length];
    int[] points = new int[FunctionWords.count()];
    int end = Math.min(text.length(), LONGEST);
    long word = FunctionWords.EMPTY;
    int letters = 0;
    boolean ukrainian = false;
    for (int i = 0; i < end; i++) {
      char c = Character.toLowerCase(text.charAt(i));
      Script script = Script.of(c);
      scripts[script.ordinal()]++;
      ukrainian |= c == 'і' || c == 'ї' || c == 'є' || c == 'ґ';
      if (script == Script.LATIN) {
        word = FunctionWords.with(word, c);
        letters++;
      } else if (letters > 0) {
        if (letters > 1 || isFollowed(text, i)) {
          count(word, points);
        }
        word = FunctionWords.EMPTY;
        letters = 0;
      }
    }
    if (letters > 1) {
      count(word, points);
    }
    Script script = most(scripts);
    return switch (script) {
      case LATIN -> front(points);
      case CYRILLIC -> ukrainian ? "uk" : script.language();
      default -> script.language();
    };
  }

  /** Whether another word begins right after the one character here. */
  private static boolean isFollowed(String text, int at) {
    char c = text.charAt(at);
    return (c == ' ' || c == '\'' || c == '’')
        && at + 1 < text.length()
        && Character.isLetter(text.charAt(at + 1));
  }

  private static void count(long word, int[] points) {
    int languages = FunctionWords.languagesOf(word);
    while (languages != 0) {
      points[Integer.numberOfTrailingZeros(languages)]++;
      languages &= languages - 1;
    }
  }

  private static Script most(int[] scripts) {
    if (scripts[Script.KANA.ordinal()] > 0
        && scripts[Script.HAN.ordinal()] + scripts[Script.KANA.ordinal()]
            > scripts[Script.LATIN.ordinal()]) {
      return Script.KANA;
    }
    Script most = Script.NONE;
    int count = 0;
    for (Script script : Script.values()) {
      if (script != Script.NONE && scripts[script.ordinal()] > count) {
        most = script;
        count = scripts[script.ordinal()];
      }
    }
    return most;
  }

  private static String front(int[] points) {
    int best = 0;
    boolean alone = true;
    for (int i = 1; i < points.length; i++) {
      if (points[i] > points[best]) {
        best = i;
        alone = true;
      } else if (points[i] == points[best]) {
        alone = false;
      }
    }
    return alone && points[best] >= LEAST_POINTS ? FunctionWords.language(best) : UNKNOWN;
  }
}
