package dev.signalbox.router.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.opinion.EmbeddedHead;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedRidgeTest {
  @Test
  void findsALinearFunctionOfManyRows() {
    Random random = new Random(3);
    List<float[]> vectors =
        IntStream.range(0, 5000)
            .mapToObj(
                i -> new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()})
            .toList();
    double[] target = vectors.stream().mapToDouble(v -> 2 * v[0] - 3 * v[1] + 0.5).toArray();
    int[] rows = IntStream.range(0, 5000).toArray();
    EmbeddedHead head = new EmbeddedRidge(new Meaning("two", vectors), rows).head(target);
    assertThat(head.at(new float[] {1, 0})).isCloseTo(2.5, within(0.02));
    assertThat(head.at(new float[] {0, 1})).isCloseTo(-2.5, within(0.02));
    assertThat(head.at(new float[] {0, 0})).isCloseTo(0.5, within(0.02));
  }

  @Test
  void fewRowsAreDrawnToTheirMean() {
    List<float[]> vectors = List.of(new float[] {0.1f}, new float[] {-0.1f});
    EmbeddedHead head =
        new EmbeddedRidge(new Meaning("one", vectors), new int[] {0, 1}).head(new double[] {1, 0});
    assertThat(head.at(new float[] {0})).isCloseTo(0.5, within(1e-6));
    assertThat(head.at(new float[] {0.1f})).isBetween(0.5, 0.52);
  }
}
