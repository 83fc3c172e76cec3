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

  /** Reads a prompt: its last user turn, or its system text where the user wrote nothing. */
  public void read(RoutingPrompt prompt) {
    String text = prompt.lastUser().isBlank() ? prompt.system() : prompt.lastUser();
    ngrams.read(text);
    long total = text.length() < RoutingPrompt.MAX_CHARS ? text.length() : prompt.totalChars();
    counts.read(text, total, surface);
  }

  /** The n-grams of the prompt that was read last. */
  public HashedNgrams ngrams() {
    return ngrams;
  }

  /** Value of a surface feature of the prompt that was read last; the index is an ordinal. */
  public double surface(int index) {
    return surface[index];
  }
}
