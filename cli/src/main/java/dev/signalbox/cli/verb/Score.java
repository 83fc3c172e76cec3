package dev.signalbox.cli.verb;

import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.cli.lab.LabEmbedding;
import dev.signalbox.router.core.difficulty.TrainedScorer;
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
      names = "--router",
      paramLabel = "FILE",
      description = "Another router's artefact than the one that ships.")
  private @Nullable Path router;

  @Override
  public Integer call() throws Exception {
    return LabCall.run(() -> {
      TrainedScorer shared = LabCall.router(router);
      try (LabEmbedding embedding = new LabEmbedding()) {
        BatchScorer scorer =
            tenant == null
                ? BatchScorer.shared(shared)
                : BatchScorer.tenant(
                    shared,
                    StoreHome.ofThisProcess().heads(),
                    LabCall.tenant(spec.commandLine(), tenant),
                    embedding);
        long lines = new Scoring(scorer).run(input, output);
        spec.commandLine()
            .getErr()
            .printf("signalbox: %d lines scored by %s%n", lines, scorer.version());
        return 0;
      }
    });
  }
}
