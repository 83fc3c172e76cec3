package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.EngineRefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Tokens of the simulated model: the 256 bytes, six control tokens, and a few words that carry
 * their leading space. Every text has exactly one tokenisation, and it is reversible.
 */
final class SimVocabulary {
  static final int BEGIN = 256;
  static final int END = 257;
  static final int SYSTEM = 258;
  static final int USER = 259;
  static final int ASSISTANT = 260;
  static final int TOOL = 261;
  static final int FIRST_WORD = 262;

  private static final String[] WORDS =
      """
      the a of and to in is that it for on with as by this from are be or an we you not which at
      one can has each more when how what time light water stone river small large early late
      green quiet signal box route train track switch open close left right north south bridge
      window morning evening number reason simple answer question model token stream engine word
      line point part whole first last\
      """
          .split("\\s+");

  private static final byte[][] BYTES = bytes();
  private static final Map<String, Integer> WORD_IDS = wordIds();

  private SimVocabulary() {}

  static int size() {
    return FIRST_WORD + WORDS.length;
  }

  static int words() {
    return WORDS.length;
  }

  static boolean isControl(int token) {
    return token >= BEGIN && token < FIRST_WORD;
  }

  /** The token's UTF-8 bytes; none for a control token. */
  static byte[] bytesOf(int token) {
    return BYTES[checked(token)];
  }

  static int checked(int token) {
    if (token < 0 || token >= size()) {
      throw new EngineRefusedException(
          EngineRefusedException.Kind.INVALID_REQUEST,
          "token id " + token + " (expected: 0 to " + (size() - 1) + ")");
    }
    return token;
  }

  static int[] tokenize(String text) {
    int[] tokens = new int[text.length() * 3];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      int end = wordEnd(text, at);
      Integer word = end > at + 1 ? WORD_IDS.get(text.substring(at, end)) : null;
      if (word != null) {
        tokens[count++] = word;
        at = end;
        continue;
      }
      int next = text.offsetByCodePoints(at, 1);
      for (byte one : text.substring(at, next).getBytes(StandardCharsets.UTF_8)) {
        tokens[count++] = one & 0xff;
      }
      at = next;
    }
    return Arrays.copyOf(tokens, count);
  }

  static String detokenize(int[] tokens) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int token : tokens) {
      out.writeBytes(bytesOf(token));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int wordEnd(String text, int at) {
    if (text.charAt(at) != ' ') {
      return at;
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
      end++;
    }
    return end;
  }

  private static byte[][] bytes() {
    byte[][] bytes = new byte[FIRST_WORD + WORDS.length][];
    for (int i = 0; i < 256; i++) {
      bytes[i] = new byte[] {(byte) i};
    }
    Arrays.fill(bytes, BEGIN, FIRST_WORD, new byte[0]);
    for (int i = 0; i < WORDS.length; i++) {
      bytes[FIRST_WORD + i] = (" " + WORDS[i]).getBytes(StandardCharsets.US_ASCII);
    }
    return bytes;
  }

  private static Map<String, Integer> wordIds() {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < WORDS.length; i++) {
      ids.put(" " + WORDS[i], FIRST_WORD + i);
    }
    return ids;
  }
}
