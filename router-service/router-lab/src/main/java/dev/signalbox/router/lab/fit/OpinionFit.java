package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.Kind;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.core.difficulty.opinion.EmbeddedHead;
import dev.signalbox.router.core.difficulty.opinion.KindOpinion;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinion;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Fits the second opinion beside a router that was fitted to the same rows. */
record OpinionFit(
    List<LabelledPrompt> prompts,
    FeatureRows x,
    Targets targets,
    OutOfFold fast,
    RouterModel model,
    Meaning meaning) {
  private static final int FOLDS = 3;

  SecondOpinion fit(List<KindSpec> specs, int[] use) {
    int[] rated = IntStream.of(meaning.known(use)).filter(targets::isRated).toArray();
    double[][] held = outOfFold(rated);
    EmbeddedRidge all = new EmbeddedRidge(meaning, rated);
    List<KindOpinion> kinds = new ArrayList<>();
    for (int k = 0; k < specs.size(); k++) {
      kinds.add(kind(specs.get(k), model.kinds().get(k), rated, held));
    }
    SecondOpinion uncentred =
        new SecondOpinion(
            model.name() + "." + RouterModelFile.fingerprint(RouterModelFile.write(model)),
            meaning.model(),
            all.head(targets.lift()),
            all.head(targets.small()),
            all.head(targets.good()),
            kinds,
            0,
            1);
    return centred(uncentred, meaning.known(use));
  }

  /** Lift, small and good of every rated row by heads that were fitted without it. */
  private double[][] outOfFold(int[] rated) {
    double[][] held = new double[3][prompts.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      EmbeddedRidge others =
          new EmbeddedRidge(meaning, Folds.part(prompts, rated, FOLDS, fold, false));
      List<EmbeddedHead> heads =
          List.of(
              others.head(targets.lift()),
              others.head(targets.small()),
              others.head(targets.good()));
      for (int row : Folds.part(prompts, rated, FOLDS, fold, true)) {
        for (int h = 0; h < held.length; h++) {
          held[h][row] = heads.get(h).at(meaning.vector(row));
        }
      }
    }
    return held;
  }

  private KindOpinion kind(KindSpec spec, Kind kind, int[] rated, double[][] held) {
    int[] own = IntStream.of(rated).filter(row -> targets.isOf(row, spec.classes())).toArray();
    double[] good = targets.good();
    int[] judged = own.length < KindFit.ENOUGH ? rated : own;
    LogisticFit calibration =
        LogisticFit.of(
            IntStream.of(judged)
                .mapToDouble(row -> (fast.value(RouterModel.GOOD, row) + held[2][row]) / 2)
                .toArray(),
            IntStream.of(judged).mapToDouble(row -> good[row]).toArray());
    if (own.length < KindFit.ENOUGH) {
      return new KindOpinion(spec.name(), 0, 1, 0, 0, calibration.bias(), calibration.slope());
    }
    Moments byFast = Moments.of(own, row -> fastRaw(kind, row));
    Moments byLift = Moments.of(own, row -> held[0][row]);
    Moments bySmall = Moments.of(own, row -> held[1][row]);
    double fastWeight = spec.opinion().fast() / byFast.deviation();
    double liftWeight = spec.opinion().lift() / byLift.deviation();
    double smallWeight = -spec.opinion().small() / bySmall.deviation();
    double[] lift = targets.lift();
    double[] composite = new double[prompts.size()];
    for (int row : own) {
      composite[row] =
          fastWeight * (fastRaw(kind, row) - byFast.mean())
              + liftWeight * (held[0][row] - byLift.mean())
              + smallWeight * (held[1][row] - bySmall.mean());
    }
    double slope = Slope.of(own, own, row -> composite[row], lift);
    double overall = Moments.of(rated, row -> lift[row]).mean();
    double mean = overall + KindFit.KEPT * (Moments.of(own, row -> lift[row]).mean() - overall);
    return new KindOpinion(
        spec.name(),
        mean
            - slope
                * (fastWeight * byFast.mean()
                    + liftWeight * byLift.mean()
                    + smallWeight * bySmall.mean()),
        slope * fastWeight,
        slope * liftWeight,
        slope * smallWeight,
        calibration.bias(),
        calibration.slope());
  }

  /** What the fast path says of a row if it is of a kind, by heads that were fitted without it. */
  private double fastRaw(Kind kind, int row) {
    double raw = kind.bias();
    for (int h = 0; h < kind.headWeights().length; h++) {
      double weight = kind.headWeights()[h];
      raw += weight == 0 ? 0 : weight * fast.value(model.heads().names().get(h), row);
    }
    for (SurfaceFeature feature : SurfaceFeature.values()) {
      double weight = kind.surfaceWeights()[feature.ordinal()];
      raw += weight == 0 ? 0 : weight * x.surface(row, feature);
    }
    return raw;
  }

  private SecondOpinion centred(SecondOpinion opinion, int[] rows) {
    PromptFeatures features = new PromptFeatures();
    Judgement judgement = model.judgement();
    double[] raw = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      features.read(prompts.get(rows[i]).prompt());
      model.judge(features, judgement);
      raw[i] = opinion.raw(judgement, meaning.vector(rows[i]));
    }
    Arrays.sort(raw);
    double quartiles = raw[raw.length * 3 / 4] - raw[raw.length / 4];
    return new SecondOpinion(
        opinion.router(),
        opinion.embedding(),
        opinion.lift(),
        opinion.small(),
        opinion.good(),
        opinion.kinds(),
        raw[raw.length / 2],
        Math.max(1e-6, quartiles / (2 * StrictMath.log(3))));
  }
}
