package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.RatedGains;
import dev.signalbox.router.core.difficulty.tenant.TenantHead;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Folds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The labels of a head as rated requests, for the ladders that it will part. */
final class RatedLabels {
  /** A router tries ladders on them; more would tell little more, and take longer. */
  private static final int MOST = 1_500;

  private static final long SEED = 7;

  private RatedLabels() {}

  /**
   * What the fast form expected of labels that it had not seen, and what came. Assumed scores are
   * not what came. Labels that give the scores of more experts go first where not all have room.
   *
   * @param further names of the further targets
   * @param ridges by head
   * @return null without further targets: no ladder of three can be tried
   */
  static @Nullable RatedGains gains(
      List<LabelledPrompt> labels, List<String> further, Map<String, KernelRidge> ridges) {
    if (further.isEmpty()) {
      return null;
    }
    List<String> names = new ArrayList<>(List.of(RatedGains.LARGE));
    names.addAll(further);
    int[] rows = rows(labels, names);
    float[][] expected = new float[names.size()][rows.length];
    float[][] actual = new float[names.size()][rows.length];
    for (int name = 0; name < names.size(); name++) {
      String of = names.get(name);
      KernelRidge ridge =
          Objects.requireNonNull(ridges.get(name == 0 ? "fast" : TenantHead.GAIN + of));
      for (int i = 0; i < rows.length; i++) {
        LabelledPrompt label = labels.get(rows[i]);
        boolean given = label.isGiven("small", of);
        expected[name][i] = given ? (float) ridge.outOfFold()[rows[i]] : Float.NaN;
        actual[name][i] = given ? (float) (label.score(of) - label.score("small")) : Float.NaN;
      }
    }
    return new RatedGains(names, expected, actual);
  }

  private static int[] rows(List<LabelledPrompt> labels, List<String> names) {
    int[] order = Folds.shuffled(IntStream.range(0, labels.size()).toArray(), SEED);
    return IntStream.of(order)
        .boxed()
        .sorted(Comparator.comparingLong(row -> -given(labels.get(row), names)))
        .limit(MOST)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static long given(LabelledPrompt label, List<String> names) {
    return names.stream().filter(name -> label.isGiven("small", name)).count();
  }
}
