package dev.signalbox.router.core.language;

/**
 * The writing systems that are told apart, with the language that is most often written in each.
 */
enum Script {
  LATIN(Languages.UNKNOWN),
  CYRILLIC("ru"),
  GREEK("el"),
  ARABIC("ar"),
  HEBREW("he"),
  DEVANAGARI("hi"),
  THAI("th"),
  HANGUL("ko"),
  KANA("ja"),
  HAN("zh"),
  NONE(Languages.UNKNOWN);

  private final String language;

  Script(String language) {
    this.language = language;
  }

  /** ISO 639-1, or {@link Languages#UNKNOWN} where the script alone does not tell. */
  String language() {
    return language;
  }

  /** The script of a character; surrogates have none. */
  static Script of(char c) {
    if (c < 0x250) {
      return Character.isLetter(c) ? LATIN : NONE;
    }
    if (c >= 0x370 && c < 0x400) {
      return GREEK;
    }
    if (c >= 0x400 && c < 0x530) {
      return CYRILLIC;
    }
    if (c >= 0x590 && c < 0x600) {
      return HEBREW;
    }
    if (c >= 0x600 && c < 0x780) {
      return ARABIC;
    }
    if (c >= 0x900 && c < 0x980) {
      return DEVANAGARI;
    }
    if (c >= 0xE00 && c < 0xE80) {
      return THAI;
    }
    if (c >= 0x1E00 && c < 0x1F00) {
      return LATIN;
    }
    if (c >= 0x3040 && c < 0x3100) {
      return KANA;
    }
    if (c >= 0x3400 && c < 0xA000) {
      return HAN;
    }
    return c >= 0xAC00 && c < 0xD7B0 ? HANGUL : NONE;
  }
}
