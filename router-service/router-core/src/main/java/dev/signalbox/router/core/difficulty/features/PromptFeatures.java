package dev.signalbox.router.core.difficulty.features;

import dev.signalbox.router.api.RoutingPrompt;

/**
 * The features of one prompt at a time: hashed n-grams and surface counts. Buffers are reused from
 * prompt to prompt, so a read allocates nothing; one instance belongs to one thread.
 */
public final class PromptFeatures {
  private final HashedNgrams ngrams = new HashedNgrams();
  private final SurfaceCounts counts = new SurfaceCounts();
  private final double[] surface = new double[SurfaceFeature.COUNT];

  /** Reads what is asked in a prompt ({@link JudgedText}). */
  public void read(RoutingPrompt prompt) {
    String text = JudgedText.of(prompt);
    ngrams.read(text);
    long total = text.length() < RoutingPrompt.MAX_CHARS ? text.length() : prompt.totalChars();
    counts.read(text, total, surface);
  }

  /** The n-grams of the prompt that was read last. */
  public HashedNgrams ngrams() {
    return ngrams;
  }

  /** Whether the prompt that was read last has any word or sign of code. */
  public boolean speaksOfCode() {
    return counts.speaksOfCode();
  }

  /** Whether it has a word or sign that is about programs and nothing else. */
  public boolean speaksOfPrograms() {
    return counts.speaksOfPrograms();
  }

  /** Value of a surface feature of the prompt that was read last; the index is an ordinal. */
  public double surface(int index) {
    return surface[index];
  }
}
