package dev.signalbox.router.core.difficulty.model;

import java.util.List;

/**
 * How difficulty is judged for one kind of prompt. What makes a prompt hard differs by kind: the
 * number of steps in a word problem, knowledge and computation in an exam question, the craft asked
 * for in a chat.
 *
 * @param name kind of prompt, e.g. {@code exam}
 * @param categories the categories whose probability this kind takes
 * @param bias difficulty before any feature
 * @param headWeights weight of each linear head's value
 * @param surfaceWeights weight of each standardised surface feature
 * @param goodBias log-odds that small is good enough at a good-enough head of 0
 * @param goodSlope change of the log-odds with that head
 */
public record Kind(
    String name,
    List<String> categories,
    double bias,
    double[] headWeights,
    double[] surfaceWeights,
    double goodBias,
    double goodSlope) {
  public Kind {
    categories = List.copyOf(categories);
  }
}
