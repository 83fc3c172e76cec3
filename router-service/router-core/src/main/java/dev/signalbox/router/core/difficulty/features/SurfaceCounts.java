package dev.signalbox.router.core.difficulty.features;

import java.util.Arrays;

/**
 * Counts the {@link SurfaceFeature}s of a text in one pass. The question itself and its lettered
 * options are counted apart, so that the same question scores alike with and without them.
 *
 * <p>Holds buffers of its own and is not safe for use by several threads at once.
 */
public final class SurfaceCounts {
  private static final int DISTINCT_LIMIT = 64;

  private final int[] classes = new int[WordClass.values().length];
  private final long[] distinct = new long[DISTINCT_LIMIT];
  private int words;
  private int letters;
  private int longWords;
  private int numbers;
  private int distinctNumbers;
  private int sentences;
  private int sentenceStart;
  private int longestSentence;
  private int questions;
  private int math;
  private int latex;
  private int code;
  private int program;
  private int lines;
  private int upper;
  private int quotes;
  private int percents;
  private int commas;
  private int blanks;
  private int names;
  private int nonAscii;

  /**
   * Counts a text.
   *
   * @param text the prompt
   * @param totalChars the prompt's length before it was cut
   * @param into receives one value for each {@link SurfaceFeature}
   */
  public void read(CharSequence text, long totalChars, double[] into) {
    clear();
    int stem = AnswerOptions.start(text);
    int i = 0;
    while (i < stem) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        i = word(text, i, stem);
      } else if (c >= '0' && c <= '9') {
        i = number(text, i, stem);
      } else {
        sign(text, i, c, stem);
        i++;
      }
    }
    endSentence(stem);
    store(text, stem, totalChars, into);
  }

  private void clear() {
    Arrays.fill(classes, 0);
    words = letters = longWords = numbers = distinctNumbers = sentences = sentenceStart = 0;
    longestSentence = questions = math = latex = code = lines = upper = quotes = percents = 0;
    commas = blanks = names = nonAscii = program = 0;
  }

  private int word(CharSequence text, int from, int end) {
    boolean capital = Character.isUpperCase(text.charAt(from));
    long hash = 0;
    int i = from;
    while (i < end && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '\'')) {
      char c = text.charAt(i++);
      upper += Character.isUpperCase(c) ? 1 : 0;
      nonAscii += c >= 128 ? 1 : 0;
      hash = WordClass.extend(hash, Character.toLowerCase(c));
    }
    int length = i - from;
    words++;
    letters += length;
    longWords += length >= 8 ? 1 : 0;
    if (capital && length > 1 && from > sentenceStart + 1) {
      names++;
    }
    program += ProgramSigns.isName(text, from, i) ? 1 : 0;
    int mask = WordClass.mask(hash);
    while (mask != 0) {
      classes[Integer.numberOfTrailingZeros(mask)]++;
      mask &= mask - 1;
    }
    return i;
  }

  private int number(CharSequence text, int from, int end) {
    long hash = 0;
    int i = from;
    while (i < end && inNumber(text, i, end)) {
      hash = WordClass.extend(hash, text.charAt(i++));
    }
    numbers++;
    remember(hash);
    return i;
  }

  private static boolean inNumber(CharSequence text, int i, int end) {
    char c = text.charAt(i);
    if (c >= '0' && c <= '9') {
      return true;
    }
    boolean point = c == '.' || c == ',';
    return point && i + 1 < end && text.charAt(i + 1) >= '0' && text.charAt(i + 1) <= '9';
  }

  private void remember(long hash) {
    if (distinctNumbers == DISTINCT_LIMIT) {
      return;
    }
    for (int i = 0; i < distinctNumbers; i++) {
      if (distinct[i] == hash) {
        return;
      }
    }
    distinct[distinctNumbers++] = hash;
  }

  private void sign(CharSequence text, int i, char c, int end) {
    program += ProgramSigns.isSign(text, i, c, end) ? 1 : 0;
    switch (c) {
      case '.', '!', '?' -> {
        questions += c == '?' ? 1 : 0;
        if (i + 1 == end || Character.isWhitespace(text.charAt(i + 1))) {
          endSentence(i + 1);
        }
      }
      case '\n' -> lines++;
      case '=', '+', '*', '/', '^', '<', '>', '|' -> math++;
      case '\\', '$' -> latex++;
      case '{', '}', ';', '`' -> code++;
      case '_' -> {
        math++;
        blanks += i > 0 && text.charAt(i - 1) == '_' ? 1 : 0;
      }
      case '"', '\'', '\u201c', '\u201d' -> quotes++;
      case '%' -> percents++;
      case ',' -> commas++;
      default -> nonAscii += c >= 128 ? 1 : 0;
    }
  }

  private void endSentence(int end) {
    if (end - sentenceStart > 1) {
      sentences++;
      longestSentence = Math.max(longestSentence, end - sentenceStart);
    }
    sentenceStart = end;
  }

  private void store(CharSequence text, int stem, long totalChars, double[] into) {
    double perWord = 1.0 / Math.max(1, words);
    double perChar = 1.0 / Math.max(1, stem);
    int optionDigits = 0;
    for (int i = stem; i < text.length(); i++) {
      char c = text.charAt(i);
      optionDigits += c >= '0' && c <= '9' ? 1 : 0;
    }
    int quantities = of(WordClass.QUANTITY);
    put(into, SurfaceFeature.LOG_CHARS, Math.log1p(Math.max(totalChars, text.length())));
    put(into, SurfaceFeature.LOG_STEM_CHARS, Math.log1p(stem));
    put(into, SurfaceFeature.LOG_WORDS, Math.log1p(words));
    put(into, SurfaceFeature.LOG_NUMBERS, Math.log1p(numbers));
    put(into, SurfaceFeature.LOG_DISTINCT_NUMBERS, Math.log1p(distinctNumbers));
    put(into, SurfaceFeature.LOG_NUMBER_WORDS, Math.log1p(of(WordClass.NUMBER_WORD)));
    put(into, SurfaceFeature.LOG_SENTENCES, Math.log1p(sentences));
    put(into, SurfaceFeature.LOG_QUESTION_MARKS, Math.log1p(questions));
    put(into, SurfaceFeature.WORD_LENGTH, letters * perWord);
    put(into, SurfaceFeature.LONG_WORD_SHARE, longWords * perWord);
    put(into, SurfaceFeature.LOG_MATH_SIGNS, Math.log1p(math));
    put(into, SurfaceFeature.LOG_LATEX_SIGNS, Math.log1p(latex));
    put(into, SurfaceFeature.LOG_NEGATIONS, Math.log1p(of(WordClass.NEGATION)));
    put(into, SurfaceFeature.LOG_QUANTITY_WORDS, Math.log1p(quantities));
    put(into, SurfaceFeature.LOG_REASONING_WORDS, Math.log1p(of(WordClass.REASONING)));
    put(into, SurfaceFeature.LOG_CODE_SIGNS, Math.log1p(code + of(WordClass.CODE)));
    put(into, SurfaceFeature.ASKS_HOW, Math.min(1, of(WordClass.HOW)));
    put(into, SurfaceFeature.ASKS_WHO, Math.min(1, of(WordClass.WHO)));
    put(into, SurfaceFeature.ASKS_WHY, Math.min(1, of(WordClass.WHY)));
    put(into, SurfaceFeature.ASKS_WHAT, Math.min(1, of(WordClass.WHAT)));
    put(into, SurfaceFeature.LOG_PARTS, Math.log1p(of(WordClass.PART)));
    put(into, SurfaceFeature.LOG_LINES, Math.log1p(lines));
    put(into, SurfaceFeature.UPPER_SHARE, upper * perChar);
    put(into, SurfaceFeature.LOG_QUOTES, Math.log1p(quotes));
    put(into, SurfaceFeature.LOG_PERCENTS, Math.log1p(percents));
    put(into, SurfaceFeature.LOG_COMMAS, Math.log1p(commas));
    put(into, SurfaceFeature.OPTIONS, AnswerOptions.count(text, stem));
    put(into, SurfaceFeature.LOG_OPTION_CHARS, Math.log1p(text.length() - stem));
    put(into, SurfaceFeature.LOG_OPTION_DIGITS, Math.log1p(optionDigits));
    put(into, SurfaceFeature.LOG_LONGEST_SENTENCE, Math.log1p(longestSentence));
    put(into, SurfaceFeature.HAS_BLANK, Math.min(1, blanks));
    put(into, SurfaceFeature.LOG_NAMES, Math.log1p(names));
    put(into, SurfaceFeature.NUMBER_DENSITY, Math.min(1, numbers * perWord));
    put(into, SurfaceFeature.QUANTITY_DENSITY, Math.min(1, quantities * perWord));
    put(into, SurfaceFeature.NON_ASCII_SHARE, nonAscii * perChar);
    put(into, SurfaceFeature.LOG_CREATIVE_WORDS, Math.log1p(of(WordClass.CREATIVE)));
    put(into, SurfaceFeature.LOG_TECHNICAL_WORDS, Math.log1p(of(WordClass.TECHNICAL)));
    put(into, SurfaceFeature.LOG_DEMANDING_WORDS, Math.log1p(of(WordClass.DEMANDING)));
  }

  /** Whether the text has any word or sign of code. */
  boolean speaksOfCode() {
    return speaksOfPrograms()
        || code + of(WordClass.CODE) + of(WordClass.TECHNICAL) + of(WordClass.TOOL) > 0;
  }

  /** Whether the text has a word or sign that is about programs and nothing else. */
  boolean speaksOfPrograms() {
    return program + of(WordClass.PROGRAM) > 0;
  }

  private int of(WordClass kind) {
    return classes[kind.ordinal()];
  }

  private static void put(double[] into, SurfaceFeature feature, double value) {
    into[feature.ordinal()] = value;
  }
}
