package dev.signalbox.engine.llama.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogProbabilitiesTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 3", "511, 5", "512, 20", "513, 0", "5000, 20", "151936, 20", "600, 600"})
  void equalThePlainWay(int size, int k) {
    var random = new Random(size);
    for (int round = 0; round < 5; round++) {
      float[] logits = new float[size];
      for (int i = 0; i < size; i++) {
        logits[i] = (float) (random.nextGaussian() * 4 - 3);
      }
      logits[random.nextInt(size)] = 12 * round;

      var fast = LogProbabilities.of(logits, k);

      double logSum = plainLogSum(logits);
      int[] best = plainOrder(logits);
      assertThat(fast.count()).isEqualTo(k);
      for (int rank = 0; rank < k; rank++) {
        assertThat(logits[fast.id(rank)]).isEqualTo(logits[best[rank]]);
        assertThat(fast.top(rank)).isCloseTo(logits[best[rank]] - logSum, within(1e-4));
      }
      assertThat(fast.of(logits[0])).isCloseTo(logits[0] - logSum, within(1e-4));
    }
  }

  private static double plainLogSum(float[] logits) {
    double sum = 0;
    for (float x : logits) {
      sum += Math.exp(x);
    }
    return Math.log(sum);
  }

  private static int[] plainOrder(float[] logits) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted((a, b) -> Float.compare(logits[b], logits[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
