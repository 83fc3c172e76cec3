package dev.signalbox.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.router.core.difficulty.tenant.TenantHeads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplayVerbTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void configuration() throws IOException {
    expert("tiny", "small", 1);
    expert("middle", "mid", 2);
    expert("big", "large", 10);
    write(
        "config/policies/frugal.yaml",
        """
        id: frugal
        objective: {max_large_share: 0.2}
        generalist: [small, mid, large]
        exploration_share: 0.1
        """);
    write(
        "config/policies/careful.yaml", "id: careful\ngeneralist: [small, large]\nmode: cascade\n");
    write(
        "log",
        IntStream.range(0, 600)
                .mapToObj(i ->
                    String.format(
                        Locale.ROOT,
                        "time=t request=r%d tenant=acme mode=single difficulty=%.4f category=chat"
                            + " category_confidence=0.9 propensity=0.3333 model=auto needs=chat"
                            + " prompt_estimate=10 expert=%s prompt_tokens=10 completion_tokens=20",
                        i,
                        i * 7 % 600 / 600.0,
                        new String[] {"tiny", "middle", "big"}[i % 3]))
                .collect(Collectors.joining("\n"))
            + "\n");
  }

  private void expert(String id, String tier, int price) throws IOException {
    write(
        "config/experts/" + id + ".yaml",
        """
        id: %s
        tiers: [%s]
        price_per_million_tokens: {prompt: %d, completion: %d}
        replicas: [{url: "http://127.0.0.1:1/v1", model: m}]
        """
            .formatted(id, tier, price, price));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int run(String words) {
    CommandLine command = Signalbox.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(words.replace("@", folder + "/").split(" "));
  }

  @Test
  void policyOfTheConfigurationIsReplayed() {
    assertThat(run("replay --log @log --policy frugal --config @config")).isZero();
    assertThat(out.toString())
        .contains(
            "policy frugal: at most 20% large, exploration 10.0%",
            "20.0% harder, tenant acme: by the last 600 requests of the tenant, those of this log",
            "no line of the log is rated",
            "(600 priced, worth ")
        .containsPattern("middle +33\\.3% +42\\.6%");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void answerIsJsonWhenAsked() {
    assertThat(run("replay --log @log --policy frugal --config @config --json")).isZero();
    JsonNode answer = JsonMapper.shared().readTree(out.toString());

    assertThat(answer.path("requests").asInt()).isEqualTo(600);
    assertThat(answer.path("experts")).hasSize(3);
    assertThat(answer.path("score").isNull()).isTrue();
    assertThat(answer.path("price").path("after").path("low").asDouble()).isPositive();
  }

  @Test
  void cascadeIsRefusedWithItsPlace() {
    assertThat(run("replay --log @log --policy careful --config @config")).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("policies/careful.yaml:3:7: mode: \"cascade\" (expected: single: ");
  }

  @Test
  void unknownPolicyIsAnsweredWithThoseThereAre() {
    assertThat(run("replay --log @log --policy nobody --config @config")).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("signalbox: policy: \"nobody\" (expected: one of careful, default, frugal)");
  }

  @Test
  void wrongConfigurationIsSaidAsConfigCheckSaysIt() throws IOException {
    write("config/policies/frugal.yaml", "id: frugal\ngeneralist: [tiny, nobody]\n");

    assertThat(run("replay --log @log --policy frugal --config @config")).isEqualTo(1);
    assertThat(err.toString()).contains("policies/frugal.yaml:2:", "generalist[1]", "nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--policy frugal --config @config", "--share 0.5"})
  void badLineIsNamed(String way) throws IOException {
    write("log", "{\"expert\": \"large\", \"difficulty\": \"hard\"}\n");

    assertThat(run("replay --log @log " + way)).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .endsWith("log: line 1: difficulty: \"hard\" (expected: a number from 0 to 1.0)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--policy frugal --share 0.5",
        "--share 0.5 --threshold 0.5",
        "--policy frugal --large big",
        "--share 0.5 --config @config",
        "--share 1.5",
        "--threshold NaN"
      })
  void exactlyOneWayIsAsked(String way) {
    assertThat(run(("replay --log @log " + way).strip())).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("replay --help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void quickLookNeedsNoConfiguration() {
    assertThat(run("replay --log @log --large big --share 0.5")).isZero();
    assertThat(out.toString()).contains("600 requests", "33.3% -> 50.0%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--policy frugal --config @config", "--large big --share 0.5"})
  void outputOfUpIsReplayedAndWhatIsPassedOverIsTold(String way) throws IOException {
    String log = Files.readString(folder.resolve("log"));
    write("log", "signalbox is ready\n\ncurl -N http://h\n" + log + "time=t request=r600 diff");

    assertThat(run("replay --log @log " + way)).isZero();
    assertThat(out.toString()).contains("600 requests");
    assertThat(err.toString().strip())
        .isEqualTo(
            "signalbox: passed over: 2 lines before the first of the log, 1 that is cut at its end");
  }

  /** They are told where they serve; a replay only looks. */
  @Test
  void headsThatServeAreNotTold() {
    assertThat(LoggerFactory.getLogger(TenantHeads.class).isInfoEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger(TenantHeads.class).isWarnEnabled()).isTrue();
  }
}
