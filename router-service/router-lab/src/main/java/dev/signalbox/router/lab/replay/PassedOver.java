package dev.signalbox.router.lab.replay;

/**
 * Lines of a file that are none of the log.
 *
 * @param before those before the first line of the log, as the output of {@code up} begins with
 * @param cut the last one if it is cut, as in a copy of a log that is being written: 0 or 1
 */
public record PassedOver(int before, int cut) {
  /** Whether there is any. */
  public boolean any() {
    return before + cut > 0;
  }

  /** Their number, in words. */
  public String words() {
    String first = before + (before == 1 ? " line" : " lines") + " before the first of the log";
    String last = (before == 0 ? "1 line" : "1") + " that is cut at its end";
    if (cut == 0) {
      return first;
    }
    return before == 0 ? last : first + ", " + last;
  }
}
