package dev.signalbox.cli.verb;

import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.cli.lab.LabEmbedding;
import dev.signalbox.cli.lab.LabScorers;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.Scoring;
import dev.signalbox.store.StoreHome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code score}: difficulty and category of many prompts, offline. */
@Command(
    name = "score",
    description =
        "Add difficulty, p_good_enough, category and version to each line of a JSONL file.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Score implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "F.jsonl",
      description = "Lines with a prompt, or with messages.")
  private Path input;

  @Option(names = "--output", required = true, paramLabel = "F.jsonl", description = "The result.")
  private Path output;

  @Option(names = "--tenant", description = "Use this tenant's head (see train).")
  private @Nullable String tenant;

  @Option(
      names = "--fast",
      description =
          "Without embeddings, as the gateway judges: no second opinion, and the fast form of a"
              + " tenant's head; thousands of lines a second.")
  private boolean fast;

  @Option(
      names = "--router",
      paramLabel = "FILE",
      description = "Another router's artefact than the one that ships.")
  private @Nullable Path router;

  @Override
  public Integer call() throws Exception {
    return LabCall.run(() -> {
      String checked = tenant == null ? null : LabCall.tenant(spec.commandLine(), tenant);
      try (LabEmbedding embedding = new LabEmbedding()) {
        BatchScorer scorer =
            LabScorers.batch(
                LabScorers.of(router), StoreHome.ofThisProcess().heads(), checked, fast, embedding);
        long start = System.nanoTime();
        long lines = new Scoring(scorer).run(input, output);
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine()
            .getErr()
            .printf(
                "signalbox: %d lines scored by %s, %.0f a second%n",
                lines, scorer.version(), lines / Math.max(1e-3, seconds));
        return 0;
      }
    });
  }
}
