package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.tenant.HeadFolder;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.core.difficulty.tenant.TenantHeadFile;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.Labels;
import dev.signalbox.router.lab.fit.Folds;
import dev.signalbox.router.lab.tenant.EmbeddingText;
import dev.signalbox.router.lab.tenant.FurtherNames;
import dev.signalbox.router.lab.tenant.GivenRanking;
import dev.signalbox.router.lab.tenant.HalfRated;
import dev.signalbox.router.lab.tenant.LabelledGain;
import dev.signalbox.router.lab.tenant.TenantFit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
   * @param labels labels of small, large or both that it was fitted on
   * @param pairs labels that rate both small and large
   * @param ranking how well it ranks; null where fewer than {@value LabelledGain#LEAST} rate both
   * @param contradicted prompts that were rated more than once, and not always alike
   * @param further the tiers and experts beside small and large: of whom it tells, of whom not
   */
  public record Result(
      int number,
      int labels,
      int pairs,
      @Nullable GivenRanking ranking,
      int contradicted,
      FurtherNames further) {

    /** The result in a line for people. */
    public String line(String tenant) {
      return "head %s-%d of %d labels serves; %s"
          .formatted(tenant, number, labels, ranking == null ? unranked() : ranking.text());
    }

    private String unranked() {
      return "APGR not known: %d labels rate both small and large (expected: at least %d)"
          .formatted(pairs, LabelledGain.LEAST);
    }
  }

  /**
   * Trains a head.
   *
   * @param heads folder of all heads
   * @param embedding what reads the labels' meaning
   * @throws BadInputException if a line cannot be used, if fewer than {@value #LEAST} rate small or
   *     large, or if they hold no gain to route for ({@link LabelledGain}); then nothing is written
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
    LabelledGain.require(labels, sampled.stream().filter(LabelledPrompt::isRated).toList());
    FurtherNames further = FurtherNames.of(sampled);
    List<LabelledPrompt> used =
        sampled.stream().filter(label -> label.isRated() || further.isIn(label)).toList();
    List<float[]> vectors =
        embedding.embed(used.stream().map(label -> EmbeddingText.of(label.prompt())).toList());
    TenantFit fit = TenantFit.of(used, further.learnt(), router, embedding.name(), vectors);
    int number = HeadFolder.of(heads, tenant).add(TenantHeadFile.write(fit.head()));
    return new Result(
        number,
        (int) used.stream().filter(LabelledPrompt::isRated).count(),
        (int) used.stream().filter(LabelledGain::isGiven).count(),
        GivenRanking.of(used, fit.outOfFold()),
        LabelledGain.contradicted(used),
        further);
  }

  /** A fair one, but for labels of small and large, of which none makes room for others. */
  private static List<LabelledPrompt> sample(List<LabelledPrompt> all) {
    int[] order = Folds.shuffled(IntStream.range(0, all.size()).toArray(), 5);
    IntStream rated = IntStream.of(order).filter(row -> all.get(row).isRated());
    IntStream others = IntStream.of(order).filter(row -> !all.get(row).isRated());
    return IntStream.concat(rated, others).limit(MOST).sorted().mapToObj(all::get).toList();
  }
}
