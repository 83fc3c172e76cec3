package dev.signalbox.router.core.difficulty.model;

import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import java.util.List;

/**
 * The trained router: linear heads, and how their values become difficulty, the chance that small
 * is good enough, and the category.
 *
 * <p>Category: softmax(sharpness x category heads), over the classes that may be: who asks for code
 * uses a word or a sign of it, so that a prompt without any is of no class of {@link #CODE}, and
 * one with a word or sign that means programs and nothing else has their heads raised. Difficulty:
 * the sum over kinds of P(kind) x (bias + weights x heads + weights x surface features), mapped by
 * 1 / (1 + exp(-(raw - centre) / spread)), which is strictly increasing, so that no two prompts tie
 * by rounding. Good enough: the sum over kinds of P(kind) x logistic(bias + slope x head).
 *
 * @param name name and number of the training recipe, e.g. {@code signalbox-1}
 * @param heads the linear models
 * @param categories names of the categories; the head of each is {@code category:} + name
 * @param sharpness factor before the softmax over categories
 * @param kinds kinds of prompt; each category belongs to exactly one
 * @param centre raw difficulty that maps to 0.5: the median over the training mixture
 * @param spread scale of raw difficulty, above 0
 * @param quantiles evenly spaced quantiles of the raw difficulty over the training mixture, rising
 */
public record RouterModel(
    String name,
    LinearHeads heads,
    List<String> categories,
    double sharpness,
    List<Kind> kinds,
    double centre,
    double spread,
    double[] quantiles) {
  /** Name of the head that the good-enough calibration reads. */
  public static final String GOOD = "good";

  /** The category of code. */
  public static final String CODE = "code";

  /**
   * What the heads of code are raised by where a word means programs and nothing else. Few prompts
   * taught them who asks for code, and the words that name a language or a tool are many.
   */
  private static final double PLAIN = 0.5;

  /** Prefix of a category's head. */
  public static final String CATEGORY = "category:";

  public RouterModel {
    categories = List.copyOf(categories);
    kinds = List.copyOf(kinds);
    heads.index(GOOD);
    for (int i = 0; i < categories.size(); i++) {
      if (heads.index(CATEGORY + categories.get(i)) != i) {
        throw new MalformedModelException("category heads must come first, in order");
      }
    }
    for (Kind kind : kinds) {
      if (kind.headWeights().length != heads.names().size()
          || kind.surfaceWeights().length != SurfaceFeature.COUNT) {
        throw new MalformedModelException("kind " + kind.name() + " has weights of another size");
      }
    }
    if (!(spread > 0)) {
      throw new MalformedModelException("spread: " + spread + " (expected: > 0)");
    }
  }

  /** A buffer for {@link #judge}. */
  public Judgement judgement() {
    return new Judgement(heads.names().size(), categories.size(), kinds.size());
  }

  /** Category that a class is reported as: the name of class {@code a/b} is {@code a}. */
  public String category(int index) {
    String name = categories.get(index);
    int end = name.indexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }

  /** Judges the prompt that was read last into {@code features}. */
  public void judge(PromptFeatures features, Judgement into) {
    heads.evaluate(features, into.heads);
    classify(features, into);
    double raw = 0;
    double good = 0;
    double goodHead = good(into);
    for (int k = 0; k < kinds.size(); k++) {
      Kind kind = kinds.get(k);
      double p = probability(kind, into);
      into.kindChances[k] = p;
      into.kindRaws[k] = raw(kind, features, into);
      raw += p * into.kindRaws[k];
      good += p * logistic(kind.goodBias() + kind.goodSlope() * goodHead);
    }
    into.raw = raw;
    into.difficulty = logistic((raw - centre) / spread);
    into.goodEnough = Math.clamp(good, 0, 1);
  }

  /** Value of the good-enough head. */
  public double good(Judgement judgement) {
    return judgement.heads[heads.names().indexOf(GOOD)];
  }

  /** Probability that the prompt is of a kind. */
  public double probability(Kind kind, Judgement judgement) {
    double p = 0;
    for (String category : kind.categories()) {
      p += judgement.categories[categories.indexOf(category)];
    }
    return p;
  }

  private double raw(Kind kind, PromptFeatures features, Judgement judgement) {
    double raw = kind.bias();
    for (int h = 0; h < judgement.heads.length; h++) {
      raw += kind.headWeights()[h] * judgement.heads[h];
    }
    for (int i = 0; i < SurfaceFeature.COUNT; i++) {
      if (kind.surfaceWeights()[i] != 0) {
        raw += kind.surfaceWeights()[i] * heads.standardised(features, i);
      }
    }
    return raw;
  }

  private void classify(PromptFeatures features, Judgement into) {
    boolean code = features.speaksOfCode() || isCodeAlone();
    double start = features.speaksOfPrograms() ? PLAIN : 0;
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < into.categories.length; i++) {
      if (code || !isCode(categories.get(i))) {
        top = Math.max(top, into.heads[i] + (isCode(categories.get(i)) ? start : 0));
      }
    }
    double sum = 0;
    for (int i = 0; i < into.categories.length; i++) {
      boolean ofCode = isCode(categories.get(i));
      double head = into.heads[i] + (ofCode ? start : 0);
      into.categories[i] = code || !ofCode ? Math.exp(sharpness * (head - top)) : 0;
      sum += into.categories[i];
    }
    for (int i = 0; i < into.categories.length; i++) {
      into.categories[i] /= sum;
    }
  }

  private boolean isCodeAlone() {
    for (int i = 0; i < categories.size(); i++) {
      if (!isCode(categories.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCode(String className) {
    return className.equals(CODE) || className.startsWith(CODE + "/");
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
