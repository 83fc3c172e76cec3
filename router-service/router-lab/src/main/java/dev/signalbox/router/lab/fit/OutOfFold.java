package dev.signalbox.router.lab.fit;

import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every head's value at every row, by heads that were fitted without the row. */
final class OutOfFold {
  private static final int FOLDS = 3;

  private final List<String> names;
  private final double[][] values;

  OutOfFold(
      List<LabelledPrompt> prompts,
      FeatureRows x,
      int[] use,
      Collection<String> names,
      Function<int[], Map<String, Fit>> fits) {
    this.names = new ArrayList<>(names);
    this.values = new double[names.size()][x.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      Map<String, Fit> fitted = fits.apply(Folds.part(prompts, use, FOLDS, fold, false));
      int[] left = Folds.part(prompts, use, FOLDS, fold, true);
      int head = 0;
      for (Fit fit : fitted.values()) {
        for (int row : left) {
          values[head][row] = fit.at(x, row);
        }
        head++;
      }
    }
  }

  double value(String head, int row) {
    return values[names.indexOf(head)][row];
  }
}
