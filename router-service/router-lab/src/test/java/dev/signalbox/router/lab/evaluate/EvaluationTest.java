package dev.signalbox.router.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.metric.Interval;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationTest {
  private static final Evaluation FOUND =
      Evaluation.of(BatchScorer.shared(TrainedScorer.loadDefault()), labels(), "small", "large");

  /**
   * Sums of two to forty numbers; the longer one is, the more seldom small gets it right. Words
   * about them make some longer than they are hard.
   */
  private static List<LabelledPrompt> labels() {
    Random random = new Random(5);
    return IntStream.range(0, 300)
        .mapToObj(i -> {
          int terms = 2 + random.nextInt(39);
          String about = "Thank you very much. ".repeat(random.nextInt(8));
          String text = about + "What is " + "17 + ".repeat(terms) + i + "?";
          double small = random.nextInt(40) >= terms ? 1 : 0;
          return new LabelledPrompt(
              RoutingPrompt.of(text),
              "labels",
              "",
              Map.of("small", small, "large", random.nextInt(10) > 0 ? 1.0 : 0.0),
              Double.NaN,
              Double.NaN);
        })
        .toList();
  }

  @Test
  void everyFigureHasAnInterval() {
    Stream<Interval> rules =
        Stream.concat(FOUND.rules().stream(), Stream.of(FOUND.overLength()))
            .flatMap(rule ->
                Stream.of(List.of(rule.apgr()), rule.shares(), rule.scores())
                    .flatMap(List::stream));
    Stream<Interval> others =
        Stream.of(FOUND.small().score(), FOUND.large().score(), FOUND.reliability().error());
    assertThat(Stream.concat(rules, others).toList())
        .hasSize(5 * 9 + 3)
        .allSatisfy(one -> {
          assertThat(one.low()).isFinite();
          assertThat(one.high()).isGreaterThan(one.low());
        });
    assertThat(FOUND.reliability().bins())
        .isNotEmpty()
        .allSatisfy(
            bin -> assertThat(bin.observed().low()).isLessThanOrEqualTo(bin.observed().value()));
  }

  @Test
  void oneDrawForAllMakesDifferencesPaired() {
    RuleRow router = FOUND.rules().get(0);
    RuleRow length = FOUND.rules().get(1);
    assertThat(FOUND.overLength().apgr().value())
        .isCloseTo(router.apgr().value() - length.apgr().value(), within(1e-12));
    assertThat(width(FOUND.overLength().apgr()))
        .isLessThan(width(router.apgr()) + width(length.apgr()));
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  @Test
  void tableIsReadAt120Columns() {
    assertThat(FOUND.table().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
    assertThat(FOUND.table().lines().filter(line -> line.startsWith("CPT50 %")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).containsPattern("\\d \\[[\\d.]+, [\\d.]+\\]"));
  }

  @Test
  void machinesGetTheSameIntervals() {
    JsonNode json = JsonMapper.builder().build().valueToTree(FOUND.summary());
    JsonNode router = json.at("/rules/router");
    assertThat(router.at("/cpt_20_50_80/1/low").asDouble())
        .isEqualTo(FOUND.rules().get(0).shares().get(1).low());
    assertThat(router.at("/scores/4/high").asDouble())
        .isEqualTo(FOUND.rules().get(0).scores().get(4).high());
    assertThat(json.at("/calibration_error/high").asDouble())
        .isEqualTo(FOUND.reliability().error().high());
    assertThat(json.at("/small_only/value").isNumber()).isTrue();
    assertThat(json.at("/router_over_length/apgr/low").isNumber()).isTrue();
  }
}
