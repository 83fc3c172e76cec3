package dev.signalbox.engine.llama.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first stop text in a growing answer and holds back what may become one, so that no part
 * of a stop text is ever written. Not for several threads.
 */
final class StopTexts {
  private final List<String> stops;
  private String held = "";
  private @Nullable String found;

  /**
   * @param stops texts that end the answer; empty ones are ignored
   */
  StopTexts(List<String> stops) {
    this.stops = stops.stream().filter(s -> !s.isEmpty()).toList();
  }

  /** The text that can be written now. Nothing more may be added once a stop text was found. */
  String add(String text) {
    String all = held + text;
    int first = -1;
    for (String stop : stops) {
      int at = all.indexOf(stop);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
        found = stop;
      }
    }
    if (first >= 0) {
      held = "";
      return all.substring(0, first);
    }
    int keep = longestOpenStop(all);
    held = all.substring(all.length() - keep);
    return all.substring(0, all.length() - keep);
  }

  /** The stop text that was found, null if none. */
  @Nullable String found() {
    return found;
  }

  /** What was held back, for an answer that ends for another reason. */
  String end() {
    String rest = held;
    held = "";
    return rest;
  }

  /** Length of the longest end of the text that begins a stop text. */
  private int longestOpenStop(String text) {
    int longest = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, text.length()); length > longest; length--) {
        if (stop.startsWith(text.substring(text.length() - length))) {
          longest = length;
        }
      }
    }
    return longest;
  }
}
