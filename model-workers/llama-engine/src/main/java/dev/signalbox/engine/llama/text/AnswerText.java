package dev.signalbox.engine.llama.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of one answer as its tokens come: whole characters, and never a part of a stop text. */
public final class AnswerText {
  private final Utf8Text characters = new Utf8Text();
  private final StopTexts stops;

  /**
   * @param stops texts that end the answer
   */
  public AnswerText(List<String> stops) {
    this.stops = new StopTexts(stops);
  }

  /**
   * Notes bytes that stand before the answer. Where they end within a character, as the tokens of
   * an answer that is continued may, the answer's first bytes complete it.
   */
  public void follow(byte[] before) {
    characters.add(before);
  }

  /** What can be written after one more token with these bytes; may be empty. */
  public String add(byte[] piece) {
    return stops.add(characters.add(piece));
  }

  /** The stop text that was found, where the answer ends with what was written; null if none. */
  public @Nullable String stopText() {
    return stops.found();
  }

  /** The rest of an answer that ends without a stop text. */
  public String end() {
    String last = stops.add(characters.end());
    return stops.found() != null ? last : last + stops.end();
  }
}
