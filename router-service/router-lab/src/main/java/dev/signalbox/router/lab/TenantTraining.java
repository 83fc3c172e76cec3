package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.tenant.HeadFolder;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.core.difficulty.tenant.TenantHeadFile;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.Labels;
import dev.signalbox.router.lab.fit.Folds;
import dev.signalbox.router.lab.metric.Apgr;
import dev.signalbox.router.lab.tenant.EmbeddingText;
import dev.signalbox.router.lab.tenant.FurtherNames;
import dev.signalbox.router.lab.tenant.HalfRated;
import dev.signalbox.router.lab.tenant.TenantFit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Fits a tenant's head on its own labels and makes it the one that serves. */
public final class TenantTraining {
  /** Fewer labels teach noise. */
  private static final int LEAST = 50;

  /** More labels cost memory by their square; a fair sample of this many is used. */
  private static final int MOST = 3000;

  private TenantTraining() {}

  /**
   * What a training gave.
   *
   * @param number number of the new head
   * @param labels labels of small and large that it was fitted on
   * @param apgr APGR on those labels themselves, each judged by a fit without it
   * @param lengthApgr APGR of the length rule on them
   * @param further the tiers and experts beside small and large: of whom it tells, of whom not
   */
  public record Result(
      int number, int labels, double apgr, double lengthApgr, FurtherNames further) {}

  /**
   * Trains a head.
   *
   * @param heads folder of all heads
   * @param embedding what reads the labels' meaning
   */
  public static Result run(
      Path heads, String tenant, Path labels, TrainedScorer router, SentenceEmbedding embedding)
      throws IOException {
    List<LabelledPrompt> all = HalfRated.completed(Labels.read(labels, List.of()), router);
    long rated = all.stream().filter(LabelledPrompt::isRated).count();
    if (rated < LEAST) {
      throw new BadInputException(
          "%s: %d labels (expected: at least %d that rate small or large)"
              .formatted(labels, rated, LEAST));
    }
    List<LabelledPrompt> sampled = sample(all);
    FurtherNames further = FurtherNames.of(sampled);
    List<LabelledPrompt> used =
        sampled.stream().filter(label -> label.isRated() || further.isIn(label)).toList();
    List<float[]> vectors =
        embedding.embed(used.stream().map(label -> EmbeddingText.of(label.prompt())).toList());
    TenantFit fit = TenantFit.of(used, further.learnt(), router, embedding.name(), vectors);
    int number = HeadFolder.of(heads, tenant).add(TenantHeadFile.write(fit.head()));
    int[] judged = IntStream.range(0, used.size()).filter(row -> used.get(row).isRated()).toArray();
    List<LabelledPrompt> pairs = IntStream.of(judged).mapToObj(used::get).toList();
    return new Result(
        number,
        pairs.size(),
        apgr(pairs, IntStream.of(judged).mapToDouble(row -> fit.outOfFold()[row]).toArray()),
        apgr(pairs, pairs.stream().mapToDouble(label -> label.prompt().totalChars()).toArray()),
        further);
  }

  /** A fair one, but for labels of small and large, of which none makes room for others. */
  private static List<LabelledPrompt> sample(List<LabelledPrompt> all) {
    int[] order = Folds.shuffled(IntStream.range(0, all.size()).toArray(), 5);
    IntStream rated = IntStream.of(order).filter(row -> all.get(row).isRated());
    IntStream others = IntStream.of(order).filter(row -> !all.get(row).isRated());
    return IntStream.concat(rated, others).limit(MOST).sorted().mapToObj(all::get).toList();
  }

  private static double apgr(List<LabelledPrompt> labels, double[] difficulty) {
    return Apgr.of(
        difficulty,
        labels.stream().mapToDouble(label -> label.score("small")).toArray(),
        labels.stream().mapToDouble(label -> label.score("large")).toArray());
  }
}
