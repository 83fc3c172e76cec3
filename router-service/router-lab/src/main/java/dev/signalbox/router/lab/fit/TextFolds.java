package dev.signalbox.router.lab.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows dealt to folds by their text: all rows of a text are in the same fold, so that none is
 * judged by a fit that has seen its copy. Folds are as equal in size as that allows; the same seed
 * gives the same folds, and of rows with different texts those of {@link Folds#shuffled}.
 */
public final class TextFolds {
  private final int[] rows;
  private final int[] folds;

  private TextFolds(int[] rows, int[] folds) {
    this.rows = rows;
    this.folds = folds;
  }

  /**
   * Deals rows by chance.
   *
   * @param texts the text of each row, used or not
   * @param rows rows to deal
   * @param folds how many folds; some stay empty if there are fewer texts
   */
  public static TextFolds of(List<String> texts, int[] rows, int folds, long seed) {
    List<List<Integer>> copies = copies(texts, rows);
    int[] order = Folds.shuffled(IntStream.range(0, copies.size()).toArray(), seed);
    int[] dealt = dealt(copies, order, folds);
    TextFolds all = new TextFolds(new int[rows.length], new int[rows.length]);
    int next = 0;
    for (int text : order) {
      for (int row : copies.get(text)) {
        all.rows[next] = row;
        all.folds[next++] = dealt[text];
      }
    }
    return all;
  }

  /** The fold of each text: texts of many rows first, each to the smallest fold so far. */
  private static int[] dealt(List<List<Integer>> copies, int[] order, int folds) {
    int[] dealt = new int[copies.size()];
    int[] sizes = new int[folds];
    IntStream.of(order)
        .boxed()
        .sorted(Comparator.comparing(text -> -copies.get(text).size()))
        .forEachOrdered(text -> {
          dealt[text] = smallest(sizes);
          sizes[dealt[text]] += copies.get(text).size();
        });
    return dealt;
  }

  /** The rows of each text, texts in the order of their first rows. */
  private static List<List<Integer>> copies(List<String> texts, int[] rows) {
    Map<String, List<Integer>> copies = new LinkedHashMap<>();
    for (int row : rows) {
      copies.computeIfAbsent(texts.get(row), text -> new ArrayList<>()).add(row);
    }
    return List.copyOf(copies.values());
  }

  private static int smallest(int[] sizes) {
    int smallest = 0;
    for (int fold = 1; fold < sizes.length; fold++) {
      smallest = sizes[fold] < sizes[smallest] ? fold : smallest;
    }
    return smallest;
  }

  /** The rows of a fold, or all others, in random order but copies together. */
  public int[] part(int fold, boolean inside) {
    return IntStream.range(0, rows.length)
        .filter(i -> (folds[i] == fold) == inside)
        .map(i -> rows[i])
        .toArray();
  }
}
