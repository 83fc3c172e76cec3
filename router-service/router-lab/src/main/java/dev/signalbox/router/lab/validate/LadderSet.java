package dev.signalbox.router.lab.validate;

import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Three experts of a data set, or the means of three groups of them, as small, mid and large.
 *
 * @param source the data set
 * @param name what they are called in tables
 * @param small whose mean score is small's
 * @param mid whose mean score is mid's
 * @param large whose mean score is large's
 */
record LadderSet(
    String source, String name, List<String> small, List<String> mid, List<String> large) {
  /**
   * Chosen by kind and not by result: sizes of one family, a specialist in the middle, tiers whose
   * means have less noise, and experts of nearly one size.
   */
  static final List<LadderSet> PUBLIC =
      List.of(
          new LadderSet(
              "mmlu-pro",
              "Llama-3.1-8B / Llama-3.1-70B / GPT-4o",
              List.of("Meta-Llama-3_1-8B-Instruct"),
              List.of("Meta-Llama-3_1-70B-Instruct"),
              List.of("gpt-4o-2024-05-13")),
          new LadderSet(
              "mmlu-pro",
              "Mistral-7B / Mathstral-7B / GPT-4o",
              List.of("Mistral-7B-Instruct-v0.2"),
              List.of("mathstral-7B"),
              List.of("gpt-4o-2024-05-13")),
          new LadderSet(
              "mmlu-pro",
              "tiers",
              List.of("small"),
              List.of(
                  "jamba-1.5-large",
                  "Qwen1.5-110B",
                  "Meta-Llama-3_1-8B-Instruct",
                  "mathstral-7B",
                  "Meta-Llama-3-70B",
                  "Meta-Llama-3_1-70B"),
              List.of("large")),
          new LadderSet(
              "llmrouter",
              "Mistral-7B / Qwen2.5-7B / Nemotron-51B",
              List.of("mistral-7b-instruct-v0.3"),
              List.of("qwen2.5-7b-instruct"),
              List.of("llama-3.1-nemotron-51b-instruct")));

  /** The set's prompts that all three answered, as a tenant would label them. */
  List<LabelledPrompt> labels(List<LabelledPrompt> prompts) {
    return prompts.stream()
        .filter(prompt -> prompt.source().equals(source))
        .map(this::label)
        .filter(label -> label.scores().values().stream().noneMatch(score -> Double.isNaN(score)))
        .toList();
  }

  private LabelledPrompt label(LabelledPrompt prompt) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("small", mean(prompt, small));
    scores.put("mid", mean(prompt, mid));
    scores.put("large", mean(prompt, large));
    return prompt.rated(scores);
  }

  private static double mean(LabelledPrompt prompt, List<String> experts) {
    return experts.stream()
        .mapToDouble(prompt::score)
        .filter(score -> !Double.isNaN(score))
        .average()
        .orElse(Double.NaN);
  }
}
