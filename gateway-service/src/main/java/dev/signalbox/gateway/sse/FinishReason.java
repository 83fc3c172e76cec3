package dev.signalbox.gateway.sse;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Why a model stopped writing: OpenAI's closed list, and one for whatever else a server says. */
public enum FinishReason {
  /** It came to an end, or to a stop string. */
  STOP("stop"),
  /** It ran into the limit of tokens. */
  LENGTH("length"),
  /** It wants tools to be called. */
  TOOL_CALLS("tool_calls"),
  /** The same in the shape of old. */
  FUNCTION_CALL("function_call"),
  /** A filter stopped it. */
  CONTENT_FILTER("content_filter"),
  /** A server's own word, which is not repeated: names of meters and spans stay few. */
  OTHER("other");

  private static final FinishReason[] ALL = values();

  private static final List<Set<FinishReason>> SETS =
      IntStream.range(0, 1 << ALL.length).mapToObj(FinishReason::set).toList();

  private final String wireName;

  FinishReason(String wireName) {
    this.wireName = wireName;
  }

  /** As it stands in an answer. */
  public String wireName() {
    return wireName;
  }

  static FinishReason of(WordReader word) {
    for (FinishReason one : ALL) {
      if (word.is(one.wireName)) {
        return one;
      }
    }
    return OTHER;
  }

  /** Whether the word says of an answer that it was broken off: then it is no reason at all. */
  static boolean breaksOff(WordReader word) {
    return word.is("abort") || word.is("error");
  }

  private static Set<FinishReason> set(int bits) {
    EnumSet<FinishReason> set = EnumSet.noneOf(FinishReason.class);
    for (FinishReason one : ALL) {
      if ((bits & one.bit()) != 0) {
        set.add(one);
      }
    }
    return Collections.unmodifiableSet(set);
  }

  int bit() {
    return 1 << ordinal();
  }

  /**
   * The reasons of a number that has a bit for each of them.
   *
   * @param bits as {@link AnswerScan#reasons()} gives it
   */
  public static Set<FinishReason> of(int bits) {
    return SETS.get(bits);
  }
}
