package dev.signalbox.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.tenant.HeadFolder;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.core.difficulty.tenant.TenantScorer;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.TenantTraining;
import dev.signalbox.router.lab.data.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which form of a tenant's head judges. */
class LabScorersTest {
  private static final RoutingPrompt PROMPT =
      RoutingPrompt.of("Please appraise the ruby of number 7.");

  @TempDir private Path heads;
  private final LabScorers.Base base = LabScorers.shipped();

  /** Where a text's letters lie on a circle. */
  private static final class RoundEmbedding implements SentenceEmbedding {
    @Override
    public String name() {
      return "round";
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream()
          .map(text -> text.hashCode() * 1e-3)
          .map(angle -> new float[] {(float) Math.cos(angle), (float) Math.sin(angle)})
          .toList();
    }
  }

  @BeforeEach
  void train() throws IOException {
    Path labels =
        Files.writeString(
            heads.resolve("labels.jsonl"),
            IntStream.range(0, 80)
                .mapToObj(i ->
                    "{\"prompt\": \"Please appraise the %s of number %d.\", \"scores\": {\"small\": %d, \"large\": 1}}"
                        .formatted(i % 2 == 0 ? "ruby" : "coin", i, i % 2))
                .collect(Collectors.joining("\n")));
    TenantTraining.run(heads, "acme", labels, base.router(), new RoundEmbedding());
  }

  @Test
  void fastIsAsTheGatewayJudges() throws IOException {
    BatchScorer fast =
        LabScorers.batch(
            base,
            heads,
            "acme",
            true,
            () -> {
              throw new AssertionError("the fast form reads no embedding");
            });
    TenantScorer gateway = (TenantScorer) LabScorers.gateway(base, heads, "acme");

    assertThat(fast.assess(List.of(PROMPT))).containsExactly(gateway.assess(PROMPT, null));
  }

  @Test
  void withoutFastTheFullFormJudges() throws IOException {
    Assessment full =
        LabScorers.batch(base, heads, "acme", false, RoundEmbedding::new)
            .assess(List.of(PROMPT))
            .getFirst();
    TenantScorer head = (TenantScorer) LabScorers.gateway(base, heads, "acme");

    assertThat(full)
        .isEqualTo(
            head.assess(PROMPT, new RoundEmbedding().embed(List.of(PROMPT.lastUser())).getFirst()))
        .isNotEqualTo(head.assess(PROMPT, null));
  }

  @Test
  void tenantThatWentBackToTheSharedRouterIsToldHowToGoOn() throws IOException {
    HeadFolder.of(heads, "acme").use(0);

    for (boolean fast : new boolean[] {true, false}) {
      assertThatThrownBy(() -> LabScorers.batch(base, heads, "acme", fast, RoundEmbedding::new))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "tenant acme is served by the shared router: leave out --tenant to judge by it, or"
                  + " take up a head again with train --tenant acme --use N (there are: 1)");
    }
  }

  @Test
  void tenantWithoutAHeadIsToldToTrainOne() {
    assertThatThrownBy(() -> LabScorers.gateway(base, heads, "nobody"))
        .hasMessage(
            "tenant nobody has no head, the shared router serves it: train one with train --tenant"
                + " nobody --labels F.jsonl");
  }
}
