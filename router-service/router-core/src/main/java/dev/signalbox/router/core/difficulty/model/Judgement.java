package dev.signalbox.router.core.difficulty.model;

/**
 * What a model says of one prompt. Reused from prompt to prompt; one instance belongs to one
 * thread.
 */
public final class Judgement {
  final float[] heads;
  final double[] categories;
  final double[] kindChances;
  final double[] kindRaws;
  double raw;
  double difficulty;
  double goodEnough;

  Judgement(int heads, int categories, int kinds) {
    this.heads = new float[heads];
    this.categories = new double[categories];
    this.kindChances = new double[kinds];
    this.kindRaws = new double[kinds];
  }

  /** Value of a linear head. */
  public float head(int index) {
    return heads[index];
  }

  /** Probability of a category, in the model's order; they sum to 1. */
  public double category(int index) {
    return categories[index];
  }

  /** Probability of a kind, in the model's order. */
  public double kindChance(int index) {
    return kindChances[index];
  }

  /** Difficulty before its mapping to 0..1 if the prompt were of a kind. */
  public double kindRaw(int index) {
    return kindRaws[index];
  }

  /** Difficulty before its mapping to 0..1: any real number. */
  public double raw() {
    return raw;
  }

  /** Difficulty, 0 easy .. 1 hard, strictly increasing in {@link #raw()}. */
  public double difficulty() {
    return difficulty;
  }

  /** Calibrated probability that the small expert is good enough, 0..1. */
  public double goodEnough() {
    return goodEnough;
  }
}
