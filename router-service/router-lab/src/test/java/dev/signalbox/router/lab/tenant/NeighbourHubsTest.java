package dev.signalbox.router.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.tenant.Neighbours;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Hubs: in many dimensions some stored points are among the nearest of far too many look-ups
 * (Radovanovic et al. 2010). A head has no list of nearest prompts, each pulls at every look-up; a
 * prompt is taken to be a look-up's neighbour by its part of all pull there, parts being positive
 * and summing to 1.
 */
class NeighbourHubsTest {
  private static final int LABELS = 500;
  private static final int LOOK_UPS = 2000;
  private static final int DIMENSION = 64;
  private static final int TOPICS = 12;

  /** With so much of a look-up's pull a prompt matters there by itself. */
  private static final double HEAVY = 0.05;

  private static final int NEAREST = 5;

  private final Random random = new Random(23);
  private final List<float[]> topics = draw(TOPICS, this::direction);
  private final float[] common = direction();

  private static <T> List<T> draw(int count, Supplier<T> one) {
    return IntStream.range(0, count).mapToObj(i -> one.get()).toList();
  }

  private float[] direction() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return unit(vector);
  }

  /**
   * As sentence embeddings are: all lean to one side, topics apart, some prompts near the middle.
   */
  private float[] embedding(int topic) {
    float[] own = direction();
    double spread = 0.3 + 0.9 * random.nextDouble();
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (common[i] + 0.6 * topics.get(topic)[i] + spread * own[i]);
    }
    return unit(vector);
  }

  private static float[] unit(float[] vector) {
    double norm = 0;
    for (float value : vector) {
      norm += value * value;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(norm);
    }
    return vector;
  }

  private Neighbours trained(List<float[]> vectors) {
    List<LabelledPrompt> labels = new ArrayList<>();
    for (int i = 0; i < LABELS; i++) {
      double chance = i % TOPICS / (double) TOPICS;
      double small = random.nextDouble() < chance ? 1 : 0;
      labels.add(
          new LabelledPrompt(
              RoutingPrompt.of("Prompt " + Long.toString(random.nextLong(), 36)),
              "labels",
              "",
              Map.of("small", small, "large", 1.0),
              small,
              Double.NaN));
    }
    TenantFit fit =
        TenantFit.of(labels, List.of(), TrainedScorer.loadDefault(), "synthetic", vectors);
    return Objects.requireNonNull(fit.head().neighbours());
  }

  /** Each stored prompt by itself, so that the code that serves says how it pulls. */
  private static List<Neighbours> alone(Neighbours all) {
    return IntStream.range(0, all.coefficients().length)
        .mapToObj(i ->
            new Neighbours(
                Arrays.copyOfRange(all.vectors(), i * all.dimension(), (i + 1) * all.dimension()),
                all.dimension(),
                all.unit(),
                new float[] {all.coefficients()[i]},
                all.gamma()))
        .toList();
  }

  @Test
  void noStoredPromptIsANeighbourOfMoreThanTwoPercentOfLookUps() {
    List<float[]> stored = IntStream.range(0, LABELS).mapToObj(i -> embedding(i % TOPICS)).toList();
    List<Neighbours> prompts = alone(trained(stored));
    double[] part = new double[LABELS];
    double[] heavy = new double[LABELS];
    double[] amongNearest = new double[LABELS];
    for (int look = 0; look < LOOK_UPS; look++) {
      float[] at = embedding(random.nextInt(TOPICS));
      double[] pull = prompts.stream().mapToDouble(one -> Math.abs(one.at(at))).toArray();
      double all = DoubleStream.of(pull).sum();
      for (int i = 0; i < LABELS; i++) {
        part[i] += pull[i] / all / LOOK_UPS;
        heavy[i] += pull[i] / all >= HEAVY ? 1.0 / LOOK_UPS : 0;
      }
      for (int near : nearest(stored, at)) {
        amongNearest[near] += 1.0 / LOOK_UPS;
      }
    }
    assertThat(max(amongNearest)).as("a list of the nearest has hubs here").isGreaterThan(0.02);
    assertThat(max(part)).as("part of the pull of all look-ups").isLessThan(0.02);
    assertThat(max(heavy)).as("look-ups with a twentieth of the pull").isLessThan(0.02);
  }

  private static double max(double[] values) {
    return DoubleStream.of(values).max().orElseThrow();
  }

  private static int[] nearest(List<float[]> stored, float[] at) {
    double[] products = stored.stream().mapToDouble(vector -> product(vector, at)).toArray();
    return IntStream.range(0, stored.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -products[i]))
        .limit(NEAREST)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
