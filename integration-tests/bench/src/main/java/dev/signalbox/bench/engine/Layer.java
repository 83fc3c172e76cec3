package dev.signalbox.bench.engine;

import java.util.List;

/** One way to have answers written. */
interface Layer {
  String name();

  /**
   * Writes one greedy answer to each prompt, all at once, to the last token.
   *
   * @param tokens length of each answer
   */
  void write(List<String> prompts, int tokens);
}
