package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import java.util.List;

/** Counts letters: nearness without a model. */
final class LetterEmbedding implements SentenceEmbedding {
  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(LetterEmbedding::vector).toList();
  }

  private static float[] vector(String text) {
    float[] vector = new float[26];
    text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> vector[c - 'a']++);
    double norm = 0;
    for (float value : vector) {
      norm += value * value;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(Math.max(1, norm));
    }
    return vector;
  }

  @Override
  public String name() {
    return "letters";
  }
}
