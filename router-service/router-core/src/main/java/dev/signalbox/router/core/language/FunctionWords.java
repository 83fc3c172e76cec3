package dev.signalbox.router.core.language;

import java.util.List;

/**
 * Short words that hardly any text of a language does without, looked up by their hash: nothing is
 * built while a text is read. A word may belong to several languages.
 */
final class FunctionWords {
  private static final long PRIME = 0x100000001B3L;
  private static final int SLOTS = 1024;

  /** Hash of no character. */
  static final long EMPTY = 0xCBF29CE484222325L;

  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr");
  private static final List<String> WORDS =
      List.of(
          "the and of to is in that for it with what how are you this a be which does by",
          "der die das und ist nicht ein eine mit wie für was den zu auf von im dem es ich sich",
          "le la les et est des une un que pour dans qui pas sur vous du au ce quelle comment",
          "el la los las y es de que en un una por para con cómo qué del se cuál al",
          "o a os as e é de que em um uma para com não do da qual como no ao",
          "il lo la gli e è di che un una per con non come sono del della qual quale si",
          "de het een en is van dat niet wat hoe voor met zijn op ik je te welke",
          "i w na nie jest się co jak to z do czy są po dla o ile która",
          "och det att är en som på för inte hur vad med av den jag ett vilken",
          "ve bir bu için ne nasıl mi da de ile çok olan hangi değil var");
  private static final long[] KEYS = new long[SLOTS];
  private static final int[] BITS = new int[SLOTS];

  static {
    for (int language = 0; language < WORDS.size(); language++) {
      for (String word : WORDS.get(language).split(" ", -1)) {
        long hash = EMPTY;
        for (int i = 0; i < word.length(); i++) {
          hash = with(hash, word.charAt(i));
        }
        int slot = slot(hash);
        while (KEYS[slot] != 0 && KEYS[slot] != hash) {
          slot = (slot + 1) % SLOTS;
        }
        KEYS[slot] = hash;
        BITS[slot] |= 1 << language;
      }
    }
  }

  private FunctionWords() {}

  /** The hash of a word and one more character, which is in lower case (FNV-1a over UTF-16). */
  static long with(long hash, char c) {
    return (hash ^ c) * PRIME;
  }

  /** A bit for each language that has a word of that hash. */
  static int languagesOf(long hash) {
    int slot = slot(hash);
    while (KEYS[slot] != 0) {
      if (KEYS[slot] == hash) {
        return BITS[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    return 0;
  }

  private static int slot(long hash) {
    return (int) ((hash ^ (hash >>> 32)) & (SLOTS - 1));
  }

  /** Number of languages. */
  static int count() {
    return LANGUAGES.size();
  }

  /** ISO 639-1 of the language with that bit. */
  static String language(int bit) {
    return LANGUAGES.get(bit);
  }
}
