package dev.signalbox.router.lab.data;

/** The mark that some editors write before a text in UTF-8, where it tells nothing. */
public final class ByteOrderMark {
  private static final String MARK = "\ufeff";

  private ByteOrderMark() {}

  /** The first line of a file without the mark, if there is one. */
  public static String skipped(String firstLine) {
    return firstLine.startsWith(MARK) ? firstLine.substring(MARK.length()) : firstLine;
  }
}
