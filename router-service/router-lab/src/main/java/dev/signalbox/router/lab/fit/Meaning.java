package dev.signalbox.router.lab.fit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Sentence embeddings of prompts.
 *
 * @param model name of the embedding model
 * @param vectors one for each prompt; of length 0 for prompts that were not embedded
 */
public record Meaning(String model, List<float[]> vectors) {
  public Meaning {
    vectors = List.copyOf(vectors);
  }

  /** Whether a prompt was embedded. */
  boolean knows(int row) {
    return vectors.get(row).length > 0;
  }

  /** The given rows that were embedded. */
  int[] known(int[] rows) {
    return IntStream.of(rows).filter(this::knows).toArray();
  }

  float[] vector(int row) {
    return vectors.get(row);
  }
}
