package dev.signalbox.bench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.bench.engine.EngineOptions;
import dev.signalbox.bench.gateway.GatewayOptions;
import dev.signalbox.bench.pair.PairOptions;
import dev.signalbox.bench.pair.figures.Cost;
import dev.signalbox.bench.soak.SoakOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line makes of its words. */
class BenchTest {

  private static <T> T parsed(T command, String... args) {
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return command;
  }

  @Test
  void engineIsMeasuredAtOneToEightStreams() {
    EngineOptions options = parsed(new EngineArguments()).options("toy");

    assertThat(options.model()).isEqualTo("toy");
    assertThat(options.streams()).containsExactly(1, 2, 4, 8);
    assertThat(options.threads()).isPositive();
    assertThat(options.gateway()).isTrue();
  }

  @Test
  void everyOptionOfTheEngineIsRead() {
    EngineOptions options =
        parsed(new EngineArguments(), "--threads", "2", "--streams", "3,5", "--no-gateway")
            .options("m");

    assertThat(options.threads()).isEqualTo(2);
    assertThat(options.mostStreams()).isEqualTo(5);
    assertThat(options.gateway()).isFalse();
  }

  @Test
  void everyOptionOfTheGatewayIsRead() {
    GatewayOptions options =
        parsed(
                new GatewayCommand(),
                "--peers=nginx",
                "--rounds=5",
                "--warm-up=1",
                "--load=2",
                "--rest=3")
            .options();

    assertThat(options)
        .isEqualTo(
            new GatewayOptions(
                List.of("nginx"),
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3)));
  }

  @Test
  void soakIsTenThousandRequestsLong() {
    assertThat(parsed(new SoakCommand()).options()).isEqualTo(new SoakOptions(10_000, 1_000, 8, 1));
  }

  @Test
  void baselineOfTheSoakComesBeforeTheEnd() {
    assertThatThrownBy(() -> parsed(new SoakCommand(), "--requests", "500").options())
        .hasMessageContaining("--baseline: 1000 (expected: less than --requests, 500)");
  }

  @Test
  void pairIsAskedTwoHundredQuestions() {
    PairOptions options = parsed(new PairCommand(), "--questions", "q.jsonl").options();

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine --threads none | --threads.*none .expected: a number of at least 1",
        "engine --streams 1,0 | --streams.*0 .expected: a number of at least 1",
        "engine --tokens | Missing required parameter for option .--tokens",
        "decision --forks 0 | --forks.*0 .expected: a number of at least 1",
        "gateway --load 0 | --load.*0 .expected: a number of at least 1",
        "chaos --fast 1 | Unknown option.*--fast",
        "pair --number 4 | Missing required option: .--questions=FILE",
        "pair --questions q --cost time | --cost.*PRICE, COMPUTE.*time",
        "soak --requests 500 | --baseline: 1000 .expected: less than --requests, 500",
        "nothing | nothing",
      })
  void whatIsWrongIsNamedInOneLine(String line, String told) {
    StringWriter err = new StringWriter();
    int exit = Bench.commandLine().setErr(new PrintWriter(err)).execute(line.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .singleElement()
        .asString()
        .startsWith("bench: ")
        .containsPattern(told);
  }

  @Test
  void aBenchmarkMustBeNamed() {
    StringWriter err = new StringWriter();

    assertThat(Bench.commandLine().setErr(new PrintWriter(err)).execute()).isEqualTo(2);
    assertThat(err.toString()).contains("subcommand");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "prefix", "decision", "gateway", "soak", "chaos", "pair"})
  void helpIsThereForEach(String name) {
    StringWriter out = new StringWriter();
    int exit = Bench.commandLine().setOut(new PrintWriter(out)).execute(name, "--help");

    assertThat(exit).isZero();
    assertThat(out.toString()).startsWith("Usage: run");
  }
}
