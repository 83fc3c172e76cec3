package dev.signalbox.conformance;

/**
 * How one promise fared.
 *
 * @param promise its id
 * @param says the promise in one sentence
 * @param outcome whether it was kept
 * @param seen what was seen
 */
public record Verdict(String promise, String says, Outcome outcome, String seen) {

  /** Whether a promise was kept. */
  public enum Outcome {
    KEPT("kept"),
    BROKEN("BROKEN"),
    /** It needs a setting that was not told. */
    NOT_TRIED("not tried");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
