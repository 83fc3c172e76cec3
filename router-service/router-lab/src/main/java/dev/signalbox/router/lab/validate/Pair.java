package dev.signalbox.router.lab.validate;

import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two experts of a data set.
 *
 * @param source the data set
 * @param small the cheaper one
 * @param large the dearer one
 */
public record Pair(String source, String small, String large) {
  /**
   * One pair of single models for each public set; their answers are noisier than a tier's mean.
   */
  public static final List<Pair> MODELS =
      List.of(
          new Pair("mmlu-pro", "Mixtral-8x7B-Instruct-v0.1", "gpt-4o-2024-05-13"),
          new Pair("llmrouter", "mistral-7b-instruct-v0.3", "llama-3.1-nemotron-51b-instruct"),
          new Pair("arena", "mistralai/Mixtral-8x7B-Instruct-v0.1", "gpt-4-1106-preview"),
          new Pair("crux", "Mixtral-8x7B-Instruct-v0.1", "gpt-4-turbo-2024-04-09"),
          new Pair("math-l5", "gpt-3.5-turbo-0125", "gpt-4-turbo-2024-04-09"));

  /** The means of the tiers on the same set. */
  public Pair tiers() {
    return new Pair(source, "small", "large");
  }

  /** The set's rows that score both. */
  public int[] rows(List<LabelledPrompt> prompts) {
    return IntStream.range(0, prompts.size())
        .filter(row -> prompts.get(row).source().equals(source))
        .filter(row -> prompts.get(row).scores().containsKey(small))
        .filter(row -> prompts.get(row).scores().containsKey(large))
        .toArray();
  }

  /** Scores of an expert. */
  static double[] scores(List<LabelledPrompt> prompts, int[] rows, String expert) {
    return IntStream.of(rows).mapToDouble(row -> prompts.get(row).score(expert)).toArray();
  }

  /** How often small was good enough: over all pairs of models of the tiers, or of this pair. */
  double[] good(List<LabelledPrompt> prompts, int[] rows) {
    return IntStream.of(rows)
        .mapToDouble(row ->
            isTiers()
                ? prompts.get(row).goodEnough()
                : prompts.get(row).labelled(small, large).goodEnough())
        .toArray();
  }

  private boolean isTiers() {
    return small.equals("small");
  }

  @Override
  public String toString() {
    return source + ", " + (isTiers() ? "tiers" : small + " / " + large);
  }
}
