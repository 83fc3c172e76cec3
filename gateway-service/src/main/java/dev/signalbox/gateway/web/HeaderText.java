package dev.signalbox.gateway.web;

/** Text that may stand in an HTTP header. */
final class HeaderText {
  private HeaderText() {}

  /** The text with everything outside of printable ASCII replaced by {@code ?}. */
  static String safe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return text.replaceAll("[^ -~]", "?");
      }
    }
    return text;
  }
}
