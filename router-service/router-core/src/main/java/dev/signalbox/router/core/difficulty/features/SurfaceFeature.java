package dev.signalbox.router.core.difficulty.features;

/**
 * What can be counted on a prompt's surface. The ordinal is the place in a feature vector and part
 * of the artefact's format: append, never reorder. LOG_ values are ln(1 + count).
 */
public enum SurfaceFeature {
  LOG_CHARS,
  LOG_STEM_CHARS,
  LOG_WORDS,
  LOG_NUMBERS,
  LOG_DISTINCT_NUMBERS,
  LOG_NUMBER_WORDS,
  LOG_SENTENCES,
  LOG_QUESTION_MARKS,
  WORD_LENGTH,
  LONG_WORD_SHARE,
  LOG_MATH_SIGNS,
  LOG_LATEX_SIGNS,
  LOG_NEGATIONS,
  LOG_QUANTITY_WORDS,
  LOG_REASONING_WORDS,
  LOG_CODE_SIGNS,
  ASKS_HOW,
  ASKS_WHO,
  ASKS_WHY,
  ASKS_WHAT,
  LOG_PARTS,
  LOG_LINES,
  UPPER_SHARE,
  LOG_QUOTES,
  LOG_PERCENTS,
  LOG_COMMAS,
  OPTIONS,
  LOG_OPTION_CHARS,
  LOG_OPTION_DIGITS,
  LOG_LONGEST_SENTENCE,
  HAS_BLANK,
  LOG_NAMES,
  NUMBER_DENSITY,
  QUANTITY_DENSITY,
  NON_ASCII_SHARE,
  LOG_CREATIVE_WORDS,
  LOG_TECHNICAL_WORDS,
  LOG_DEMANDING_WORDS;

  /** Number of features. */
  public static final int COUNT = values().length;
}
