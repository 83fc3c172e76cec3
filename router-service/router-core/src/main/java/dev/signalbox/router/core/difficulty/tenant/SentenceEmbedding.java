package dev.signalbox.router.core.difficulty.tenant;

import java.util.List;

/**
 * Meaning of a text as a vector. Costs milliseconds of processor time, so it is never asked on an
 * event loop. Safe for use by several threads.
 */
public interface SentenceEmbedding {
  /** One vector of length 1 for each text, in the same order; any text has one. */
  List<float[]> embed(List<String> texts);

  /** Name of the model; heads trained with one model are not used with another. */
  String name();
}
