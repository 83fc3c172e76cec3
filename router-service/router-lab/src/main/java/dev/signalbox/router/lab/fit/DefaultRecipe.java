package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import dev.signalbox.router.core.difficulty.model.Kind;
import dev.signalbox.router.core.difficulty.model.LinearHeads;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinion;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the default router is made of public data. What is learned: the categories, the tiers'
 * scores, their difference, the steps of a word problem. What is set by judgement, because no data
 * set tells it for data that nobody has seen: the relative weight of these parts and of a prompt's
 * length for each kind of prompt ({@link #KINDS}). docs/routing.md gives the reasons,
 * docs/measurements what each part is worth with one data set left out.
 */
public final class DefaultRecipe {
  /** Name of the recipe; changes whenever the router that it makes of the public sets does. */
  public static final String NAME = "signalbox-5";

  /** Head of E[large - small] over all data sets. */
  public static final String LIFT = "lift";

  /** Head of the same within a data set: what is left when its mean is taken off. */
  public static final String GAIN = "gain";

  /** Head of a word problem's steps. */
  public static final String STEPS = "steps";

  private static final String SMALL = "score:small";
  private static final String LARGE = "score:large";
  private static final double STRENGTH = 1;
  private static final double COST = 1;

  private static final List<KindSpec> KINDS =
      List.of(
          new KindSpec(
              "knowledge",
              List.of("biology", "economics", "psychology", PromptClass.OTHER),
              new Composite(
                  Map.of(STEPS, 0.5, LIFT, 0.4, SMALL, -0.6),
                  Map.of(
                      SurfaceFeature.LOG_STEM_CHARS, 0.3,
                      SurfaceFeature.LOG_CHARS, 0.2,
                      SurfaceFeature.LOG_NUMBERS, 0.2,
                      SurfaceFeature.LOG_OPTION_DIGITS, 0.1,
                      SurfaceFeature.LOG_DEMANDING_WORDS, 0.25)),
              new KindSpec.Opinion(1.1, 0.5, 1.0),
              0.10),
          new KindSpec(
              "quantitative",
              List.of(
                  "business", "chemistry", "computer science", "engineering", "math", "physics"),
              new Composite(
                  Map.of(STEPS, 0.15, LIFT, 0.8, GAIN, 0.3, SMALL, -0.25),
                  Map.of(SurfaceFeature.LOG_DEMANDING_WORDS, 0.3)),
              new KindSpec.Opinion(1.0, 0.4, 0.2),
              0.30),
          new KindSpec(
              "word problem",
              List.of(PromptClass.STEPS),
              new Composite(
                  Map.of(STEPS, 1.0, LIFT, 0.3, SMALL, -0.5),
                  Map.of(SurfaceFeature.LOG_CHARS, 0.35)),
              new KindSpec.Opinion(1, 0, 0),
              0.25),
          new KindSpec(
              "code",
              List.of(PromptClass.CODE),
              new Composite(
                  Map.of(LIFT, 0.7, SMALL, -0.4, GAIN, 0.4),
                  Map.of(
                      SurfaceFeature.LOG_STEM_CHARS, 0.6,
                      SurfaceFeature.LOG_DEMANDING_WORDS, 0.6)),
              new KindSpec.Opinion(1, 0.3, 0),
              0.27),
          new KindSpec(
              "coding",
              List.of(PromptClass.CODE_CHAT),
              new Composite(
                  Map.of(LIFT, 0.7, SMALL, -0.5, GAIN, 0.2),
                  Map.of(
                      SurfaceFeature.LOG_DEMANDING_WORDS, 0.4,
                      SurfaceFeature.LOG_TECHNICAL_WORDS, 0.4,
                      SurfaceFeature.LOG_CREATIVE_WORDS, -0.3,
                      SurfaceFeature.LOG_STEM_CHARS, 0.6)),
              new KindSpec.Opinion(1.2, 0.4, 0.4),
              0.25),
          new KindSpec(
              "chat",
              List.of(PromptClass.CHAT),
              new Composite(
                  Map.of(LIFT, 0.5, SMALL, -0.5, GAIN, 0.2),
                  Map.of(
                      SurfaceFeature.LOG_DEMANDING_WORDS, 0.4,
                      SurfaceFeature.LOG_TECHNICAL_WORDS, 0.5,
                      SurfaceFeature.LOG_CREATIVE_WORDS, -0.5,
                      SurfaceFeature.LOG_STEM_CHARS, 0.4)),
              new KindSpec.Opinion(1.2, 0.4, 0.4),
              0.25));

  private final List<LabelledPrompt> prompts;
  private final FeatureRows x;
  private final Targets targets;

  private DefaultRecipe(List<LabelledPrompt> prompts, FeatureRows x) {
    this.prompts = prompts;
    this.x = x;
    this.targets = new Targets(prompts);
  }

  /**
   * What a training gave.
   *
   * @param router the fast path
   * @param opinion its second opinion; null without embeddings
   */
  public record Trained(RouterModel router, @Nullable SecondOpinion opinion) {}

  /**
   * Trains on some of the prompts.
   *
   * @param use numbers of the rows to train on; the others are not looked at
   * @param meaning embeddings of the prompts; null for the fast path alone
   */
  public static Trained train(
      List<LabelledPrompt> prompts, FeatureRows x, int[] use, @Nullable Meaning meaning) {
    return new DefaultRecipe(prompts, x).train(use, meaning);
  }

  private Trained train(int[] use, @Nullable Meaning meaning) {
    Map<String, Fit> fits = fits(use);
    LinearHeads heads = HeadsAssembly.of(x, fits);
    OutOfFold outOfFold = new OutOfFold(prompts, x, use, fits.keySet(), this::fits);
    int[] measure = IntStream.of(use).filter(targets::isMeasure).toArray();
    List<Kind> kinds = new ArrayList<>();
    for (KindSpec spec : KINDS) {
      kinds.add(new KindFit(prompts, x, targets, outOfFold).fit(spec, heads.names(), measure));
    }
    double sharpness = Sharpness.of(outOfFold, targets, use);
    RouterModel model =
        Centring.centred(
            new RouterModel(
                NAME, heads, PromptClass.ALL, sharpness, kinds, 0, 1, new double[] {0, 1}),
            prompts,
            measure);
    SecondOpinion opinion =
        meaning == null
            ? null
            : new OpinionFit(prompts, x, targets, outOfFold, model, meaning).fit(KINDS, measure);
    return new Trained(model, opinion);
  }

  private Map<String, Fit> fits(int[] use) {
    Map<String, Fit> fits = new LinkedHashMap<>();
    int[] classed = IntStream.of(use).filter(targets::isClassed).toArray();
    int[] rated = IntStream.of(use).filter(targets::isRated).toArray();
    int[] solved = IntStream.of(use).filter(targets::hasSteps).toArray();
    fits.putAll(categoryFits(x, targets, classed));
    fits.put(SMALL, Fit.ridge(x, rated, targets.small(), STRENGTH));
    fits.put(LARGE, Fit.ridge(x, rated, targets.large(), STRENGTH));
    fits.put(LIFT, Fit.ridge(x, rated, targets.lift(), STRENGTH));
    fits.put(GAIN, Fit.ridge(x, rated, targets.gainWithin(rated), STRENGTH));
    fits.put(RouterModel.GOOD, Fit.ridge(x, rated, targets.good(), STRENGTH));
    fits.put(STEPS, Fit.ridge(x, solved, targets.steps(), STRENGTH));
    return fits;
  }

  /** Fits the category heads on rows that have a class. */
  static Map<String, Fit> categoryFits(FeatureRows x, Targets targets, int[] classed) {
    Map<String, Fit> fits = new LinkedHashMap<>();
    for (String name : PromptClass.ALL) {
      boolean[] members = targets.members(name);
      long count = IntStream.of(classed).filter(row -> members[row]).count();
      if (count == 0) {
        fits.put(RouterModel.CATEGORY + name, Fit.constant(-1));
        continue;
      }
      // Rare classes count for more, but not so much that a class takes what it does not know.
      double memberCost = Math.clamp(Math.sqrt(1000.0 / count), 0.7, 3);
      fits.put(RouterModel.CATEGORY + name, Fit.margin(x, classed, members, COST, memberCost));
    }
    return fits;
  }
}
