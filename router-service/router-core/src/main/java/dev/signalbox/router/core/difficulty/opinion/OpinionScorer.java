package dev.signalbox.router.core.difficulty.opinion;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The router with its second opinion: difficulty and the chance of good enough by both, category
 * and expected scores by the fast path. Immutable and safe for use by many threads; the embedding
 * is the caller's affair, since it costs milliseconds.
 */
public final class OpinionScorer {
  private static final String DEFAULT = "default-router-opinion.bin";

  private final TrainedScorer shared;
  private final SecondOpinion opinion;
  private final ThreadLocal<PromptFeatures> features = ThreadLocal.withInitial(PromptFeatures::new);
  private final ThreadLocal<Judgement> judgements;

  /**
   * An opinion beside its router.
   *
   * @throws MalformedModelException if it was trained beside another
   */
  public OpinionScorer(TrainedScorer shared, SecondOpinion opinion) {
    if (!opinion.router().equals(shared.version())
        || opinion.kinds().size() != shared.model().kinds().size()) {
      throw new MalformedModelException(
          "second opinion was trained beside router "
              + opinion.router()
              + " (this is "
              + shared.version()
              + "): train both again");
    }
    this.shared = shared;
    this.opinion = opinion;
    this.judgements = ThreadLocal.withInitial(shared.model()::judgement);
  }

  /** The bytes of the default router's second opinion. */
  public static byte[] defaultArtefact() {
    try (InputStream in = TrainedScorer.class.getResourceAsStream(DEFAULT)) {
      if (in == null) {
        throw new MalformedModelException("the second opinion is missing from this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Judges a prompt.
   *
   * @param vector its embedding by the opinion's model
   */
  public Assessment assess(RoutingPrompt prompt, float[] vector) {
    Assessment fast = shared.assess(prompt);
    Judgement judgement = judgements.get();
    PromptFeatures own = features.get();
    own.read(prompt);
    shared.model().judge(own, judgement);
    double goodHead = shared.model().good(judgement);
    return new Assessment(
        logistic((opinion.raw(judgement, vector) - opinion.centre()) / opinion.spread()),
        goodEnough(judgement, (goodHead + opinion.good().at(vector)) / 2),
        fast.category(),
        fast.categoryConfidence(),
        fast.expectedScores());
  }

  private double goodEnough(Judgement judgement, double head) {
    double good = 0;
    for (int k = 0; k < opinion.kinds().size(); k++) {
      KindOpinion kind = opinion.kinds().get(k);
      good += judgement.kindChance(k) * logistic(kind.goodBias() + kind.goodSlope() * head);
    }
    return Math.clamp(good, 0, 1);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * Version of the router with a mark for the opinion, e.g. {@code signalbox-2.0a1b2c3d+meaning}.
   */
  public String version() {
    return shared.version() + "+meaning";
  }

  /** Name of the embedding model whose vectors it reads. */
  public String embedding() {
    return opinion.embedding();
  }
}
