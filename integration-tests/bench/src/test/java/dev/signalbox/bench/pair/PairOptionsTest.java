package dev.signalbox.bench.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.bench.pair.figures.Cost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairOptionsTest {

  @Test
  void twoHundredQuestionsAreTheDefault() {
    PairOptions options = PairOptions.parse(List.of("--questions", "q.jsonl"));

    assertThat(options.questions()).isEqualTo(Path.of("q.jsonl"));
    assertThat(options.number()).isEqualTo(200);
    assertThat(options.seed()).isEqualTo(1);
    assertThat(options.maxTokens()).isEqualTo(512);
    assertThat(options.streams()).isEqualTo(4);
    assertThat(options.verify()).isEqualTo(10);
    assertThat(options.cost()).isEqualTo(Cost.PRICE);
    assertThat(options.record()).endsWithRaw(Path.of("bench", "pair.jsonl"));
    assertThat(options.data()).isNull();
    assertThat(options.url()).isNull();
  }

  @Test
  void questionsAreWanted() {
    assertThatThrownBy(() -> PairOptions.parse(List.of("--number", "4")))
        .hasMessageContaining("--questions is missing");
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> PairOptions.parse(List.of("--number", "0")))
        .hasMessageContaining("--number: 0 (expected: a number of at least 1)");
    assertThatThrownBy(() -> PairOptions.parse(List.of("--cost", "time")))
        .hasMessageContaining("--cost: time (expected: price or compute)");
    assertThatThrownBy(() -> PairOptions.parse(List.of("--url"))).hasMessageContaining("missing");
    assertThatThrownBy(() -> PairOptions.parse(List.of("--no", "1")))
        .hasMessageContaining("--no: no such option");
  }
}
