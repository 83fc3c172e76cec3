package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.Arrays;
import java.util.List;

/**
 * Places difficulty so that 0.5 is the median of the training prompts and the quartiles 1/4, 3/4.
 */
final class Centring {
  private Centring() {}

  static RouterModel centred(RouterModel model, List<LabelledPrompt> prompts, int[] use) {
    PromptFeatures features = new PromptFeatures();
    Judgement judgement = model.judgement();
    double[] raw = new double[use.length];
    for (int i = 0; i < use.length; i++) {
      features.read(prompts.get(use[i]).prompt());
      model.judge(features, judgement);
      raw[i] = judgement.raw();
    }
    Arrays.sort(raw);
    double centre = raw[raw.length / 2];
    double quartiles = raw[raw.length * 3 / 4] - raw[raw.length / 4];
    return new RouterModel(
        model.name(),
        model.heads(),
        model.categories(),
        model.sharpness(),
        model.kinds(),
        centre,
        Math.max(1e-6, quartiles / (2 * StrictMath.log(3))),
        Quantiles.of(raw));
  }
}
