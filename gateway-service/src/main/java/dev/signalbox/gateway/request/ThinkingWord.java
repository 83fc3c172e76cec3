package dev.signalbox.gateway.request;

/**
 * One thing that a body says of how much to think, and where.
 *
 * @param member the member of the body that it stands in
 * @param kind what it is
 * @param text as it stands there, without quotes; empty for an object and an array
 * @param at the value, with its quotes; not present for {@link Kind#OTHER}
 */
public record ThinkingWord(String member, Kind kind, String text, Span at) {

  /** What a word is. */
  public enum Kind {
    /** A string: a degree, or a word for on or off. */
    WORD,
    /** True or false. */
    SWITCH,
    /**
     * What stands where a number of tokens is expected: mostly one, but perhaps a string, null or
     * anything else but false.
     */
    TOKENS,
    /** A number where none is expected. */
    NUMBER,
    /** What is neither a string, false nor null where a degree is expected. */
    STRANGE,
    /** A member that speaks of thinking, whatever it says. */
    OTHER
  }
}
