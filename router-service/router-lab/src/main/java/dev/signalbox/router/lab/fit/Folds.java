package dev.signalbox.router.lab.fit;

import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Splits of rows into parts of equal size, by a seed; the same seed gives the same split. */
public final class Folds {
  private Folds() {}

  /** A random order of the given rows. */
  public static int[] shuffled(int[] rows, long seed) {
    int[] order = rows.clone();
    Random random = new Random(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** The rows whose place in the order leaves the given remainder, or all others. */
  public static int[] part(int[] order, int folds, int fold, boolean inside) {
    return IntStream.range(0, order.length)
        .filter(i -> (i % folds == fold) == inside)
        .map(i -> order[i])
        .toArray();
  }

  /**
   * The rows whose question falls into a fold, or all others. A question falls into the same fold
   * with its options and without them.
   */
  public static int[] part(
      List<LabelledPrompt> prompts, int[] rows, int folds, int fold, boolean inside) {
    return IntStream.of(rows)
        .filter(row -> (fold(prompts.get(row), folds) == fold) == inside)
        .toArray();
  }

  private static int fold(LabelledPrompt prompt, int folds) {
    String text = prompt.prompt().lastUser();
    int options = text.indexOf("\nA. ");
    int hash = (options < 0 ? text : text.substring(0, options)).hashCode();
    return Math.floorMod(hash * 0x9E3779B1 >>> 7, folds);
  }
}
