package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Meaning;
import dev.signalbox.router.lab.tenant.EmbeddingText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Embeds the training prompts that need it: those with outcomes, and every eighth word problem. */
public final class PromptMeaning {
  private static final int BATCH = 256;
  private static final int REPORT = 10;
  private static final int WORD_PROBLEMS = 8;

  private PromptMeaning() {}

  /** Embeds prompts; the others get a vector of length 0. */
  public static Meaning of(
      List<LabelledPrompt> prompts, SentenceEmbedding embedding, Consumer<String> progress) {
    int[] rows =
        IntStream.range(0, prompts.size()).filter(row -> needed(prompts.get(row), row)).toArray();
    List<float[]> vectors = new ArrayList<>();
    for (int row = 0; row < prompts.size(); row++) {
      vectors.add(new float[0]);
    }
    for (int from = 0; from < rows.length; from += BATCH) {
      if (from / BATCH % REPORT == 0) {
        progress.accept("embedding prompt " + (from + 1) + " of " + rows.length);
      }
      int[] batch = IntStream.of(rows).skip(from).limit(BATCH).toArray();
      List<float[]> embedded =
          embedding.embed(
              IntStream.of(batch)
                  .mapToObj(row -> EmbeddingText.of(prompts.get(row).prompt()))
                  .toList());
      for (int i = 0; i < batch.length; i++) {
        vectors.set(batch[i], embedded.get(i));
      }
    }
    return new Meaning(embedding.name(), vectors);
  }

  private static boolean needed(LabelledPrompt prompt, int row) {
    return prompt.isRated() || !Double.isNaN(prompt.steps()) && row % WORD_PROBLEMS == 0;
  }
}
