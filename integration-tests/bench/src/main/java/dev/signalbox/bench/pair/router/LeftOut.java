package dev.signalbox.bench.pair.router;

import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.lab.data.HeldOut;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.PublicSets;
import dev.signalbox.router.lab.fit.DefaultRecipe;
import dev.signalbox.router.lab.fit.FeatureRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A router of the shipped recipe that was trained without some questions. The shipped one has
 * learned the steps of word problems from reference solutions, also of those that are asked here.
 *
 * @param router its fast path, as a gateway judges
 * @param seen rows that it was trained on
 * @param leftOut rows that were left out, by data set
 */
public record LeftOut(TrainedScorer router, int seen, Map<String, Integer> leftOut) {
  public LeftOut {
    leftOut = Map.copyOf(leftOut);
  }

  /**
   * Trains; takes minutes.
   *
   * @param data folder with the public data sets
   * @param questions what no row may be, compared as the list of held-out prompts is
   */
  public static LeftOut train(Path data, List<Question> questions) throws IOException {
    List<LabelledPrompt> rows = PublicSets.read(data);
    HeldOut asked = HeldOut.of(questions.stream().map(Question::text).toList());
    Map<String, Integer> leftOut = new TreeMap<>();
    List<LabelledPrompt> use = new ArrayList<>();
    for (LabelledPrompt row : rows) {
      if (asked.holds(row.prompt().lastUser())) {
        leftOut.merge(row.source(), 1, Integer::sum);
      } else {
        use.add(row);
      }
    }
    int[] all = IntStream.range(0, use.size()).toArray();
    byte[] router =
        RouterModelFile.write(DefaultRecipe.train(use, FeatureRows.of(use), all, null).router());
    return new LeftOut(TrainedScorer.load(router), use.size(), leftOut);
  }
}
