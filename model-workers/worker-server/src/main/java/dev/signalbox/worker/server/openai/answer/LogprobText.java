package dev.signalbox.worker.server.openai.answer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A token's text as log-probabilities name it. */
final class LogprobText {
  private LogprobText() {}

  /**
   * The text of the bytes, or {@code bytes:\xe2\x82} for bytes that are no text by themselves, as
   * OpenAI writes them.
   */
  static String of(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      StringBuilder text = new StringBuilder("bytes:");
      for (byte one : bytes) {
        text.append("\\x")
            .append(Character.forDigit(one >> 4 & 0xf, 16))
            .append(Character.forDigit(one & 0xf, 16));
      }
      return text.toString();
    }
  }
}
