package dev.signalbox.engine.llama;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestCheckTest {
  private final RequestCheck check = new RequestCheck(100, 10);

  static Stream<Arguments> sayWhatIsWrong() {
    return Stream.of(
        Arguments.of("prompt: no tokens", request(new int[0], 1, 1, Sampling.greedy())),
        Arguments.of("prompt[1]: 100 (expected: 0 to 99)", prompt(1, 100)),
        Arguments.of("prompt[0]: -1", prompt(-1)),
        Arguments.of("10 tokens; this model's context holds 10", prompt(new int[10])),
        Arguments.of("max_tokens: 0", request(new int[1], 0, 1, Sampling.greedy())),
        Arguments.of("n: 0", request(new int[1], 1, 0, Sampling.greedy())),
        Arguments.of("n: 129", request(new int[1], 1, 129, Sampling.greedy())),
        Arguments.of("temperature: NaN", sampling(Double.NaN, 1, 0, 0, Map.of())),
        Arguments.of(
            "temperature: Infinity", sampling(Double.POSITIVE_INFINITY, 1, 0, 0, Map.of())),
        Arguments.of("top_p: 1.5 (expected: 0 to 1)", sampling(1, 1.5, 0, 0, Map.of())),
        Arguments.of("top_k: -1", sampling(1, 1, -1, 0, Map.of())),
        Arguments.of("min_p: -0.1", sampling(1, 1, 0, -0.1, Map.of())),
        Arguments.of("logit_bias key: 100", sampling(1, 1, 0, 0, Map.of(100, 1.0))),
        Arguments.of("logit_bias[5]: 101", sampling(1, 1, 0, 0, Map.of(5, 101.0))));
  }

  @ParameterizedTest
  @MethodSource
  void sayWhatIsWrong(String message, GenerationRequest request) {
    assertThatThrownBy(() -> check.check(request))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRequestAtTheLimitsPasses() {
    assertThatCode(() -> check.check(prompt(new int[9]))).doesNotThrowAnyException();
    assertThatCode(() -> check.check(sampling(2, 0, Integer.MAX_VALUE, 1, Map.of(99, -100.0))))
        .doesNotThrowAnyException();
  }

  private static GenerationRequest prompt(int... prompt) {
    return request(prompt, 1, 1, Sampling.greedy());
  }

  private static GenerationRequest sampling(
      double temperature, double topP, int topK, double minP, Map<Integer, Double> bias) {
    return request(
        new int[1], 1, 1, new Sampling(temperature, topP, topK, minP, 1, 0, 0, 64, bias, 0));
  }

  private static GenerationRequest request(int[] prompt, int maxTokens, int n, Sampling sampling) {
    return new GenerationRequest("r", prompt, maxTokens, n, sampling, List.of(), -1, false, false);
  }
}
