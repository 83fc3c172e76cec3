package dev.signalbox.router.core.difficulty.features;

import java.util.HashMap;
import java.util.Map;

/** Classes of English words that tell what a question asks for. */
enum WordClass {
  NEGATION("not except least never no neither nor cannot without false incorrect unlikely"),
  QUANTITY(
      "each every twice half double triple times per total altogether remaining left more less"
          + " fewer than both all quarter third percent average rest another same"),
  REASONING(
      "calculate compute determine find solve prove derive evaluate estimate suppose assume given"
          + " let show explain compare analyze maximum minimum probability equation function"
          + " integral matrix value rate"),
  NUMBER_WORD(
      "one two three four five six seven eight nine ten twelve dozen twenty thirty hundred"
          + " thousand half quarter third twice double triple"),
  CODE("def class import return void public static const var null print console async await"),
  HOW("how"),
  WHO("who when where whom whose"),
  WHY("why"),
  WHAT("what which"),
  PART("statement scenario i ii iii iv both following"),
  CREATIVE(
      "story stories poem essay letter email mail blog song lyrics novel haiku limerick toast"
          + " speech slogan tweet caption post character pretend imagine roleplay persona humorous"
          + " funny witty creative vivid recipe dialogue monologue screenplay fictional narrator"
          + " joke tagline advertisement"),
  TECHNICAL(
      "python java javascript typescript sql html css code function algorithm program implement"
          + " script bug debug regex api array complexity compile database linux bash git docker"
          + " query rust golang react pandas numpy json server class method kotlin scala ruby perl php"
          + " haskell lua kubernetes dockerfile terraform yaml xml sdk backend frontend exception"
          + " traceback typeerror refactor compiler cuda pytorch tensorflow npm junit boolean"),
  /**
   * Further words by which a prompt may be about code. They are counted into no feature, since they
   * tell nothing of how hard it is.
   */
  TOOL(
      "functions scripts programs programming programmer queries algorithms bugs classes methods"
          + " databases servers apis codes coding software verilog opengl glsl arduino vuejs vue"
          + " flutter nodejs node rails tailwind qiskit jni coq prolog btrfs traefik torch pyplot"
          + " shader shaders kernel dataframe csv regexp stack"
          + " programm funktion skript fonction programme código codigo función funcion programa"),
  /** Words that are about programs and mean nothing else. Counted into no feature, as above. */
  PROGRAM(
      "python javascript typescript kotlin haskell golang php sql postgresql postgres mysql"
          + " sqlite mongodb graphql html css flexbox jsx tsx bash zsh awk crontab powershell vba"
          + " cobol solidity numpy dataframe groupby ggplot matplotlib pytorch tensorflow cuda"
          + " opengl glsl verilog vhdl arduino kubernetes kubectl dockerfile terraform ansible"
          + " nginx kafka websocket webhook localhost oauth jwt cors junit pytest eslint webpack"
          + " npm pip pypi cmake makefile gcc nodejs vuejs reactjs django fastapi sqlalchemy"
          + " pydantic hibernate swiftui xcode qiskit regex regexp regexes traceback stacktrace"
          + " segfault stackoverflow github gitlab git println printf elif nullptr malloc stdin"
          + " stdout stderr argv async yaml sdk refactor"),
  DEMANDING(
      "prove proof proofs derive derivation lemma corollary rigorous rigorously implement"
          + " implementation design architecture optimise optimize optimal refactor concurrent"
          + " concurrency lock mutex distributed scalable consistency linearizability asynchronous"
          + " compiler kernel protocol parser scheduler cryptographic asymptotic invariant"
          + " invariants invariance formalise formalize generalise generalize counterexample"
          + " tradeoffs simulate simulation correctness");

  private static final Map<Long, Integer> MASKS = masks();
  private static final long[] KEYS = new long[2048];
  private static final int[] VALUES = new int[2048];

  static {
    MASKS.forEach((hash, mask) -> {
      int slot = slot(hash);
      while (KEYS[slot] != 0) {
        slot = slot + 1 & 2047;
      }
      KEYS[slot] = hash;
      VALUES[slot] = mask;
    });
  }

  private final String words;

  WordClass(String words) {
    this.words = words;
  }

  /** Bit of this class in a mask. */
  int bit() {
    return 1 << ordinal();
  }

  /** Hash of a word that is extended by one lower-case character; starts from 0. */
  static long extend(long hash, char c) {
    return hash * 31 + c;
  }

  /** Classes of the word with the given hash, as bits; 0 if none. */
  static int mask(long hash) {
    int slot = slot(hash);
    while (KEYS[slot] != 0) {
      if (KEYS[slot] == hash) {
        return VALUES[slot];
      }
      slot = slot + 1 & 2047;
    }
    return 0;
  }

  private static int slot(long hash) {
    return (int) (hash * 0x9E3779B97F4A7C15L >>> 53);
  }

  private static Map<Long, Integer> masks() {
    Map<Long, Integer> masks = new HashMap<>();
    for (WordClass kind : values()) {
      for (String word : kind.words.split(" ", -1)) {
        long hash = 0;
        for (int i = 0; i < word.length(); i++) {
          hash = extend(hash, word.charAt(i));
        }
        masks.merge(hash, kind.bit(), (a, b) -> a | b);
      }
    }
    return masks;
  }
}
