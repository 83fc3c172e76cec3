package dev.signalbox.cli.verb;

import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.cli.lab.LabEmbedding;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.data.Labels;
import dev.signalbox.router.lab.evaluate.Charts;
import dev.signalbox.router.lab.evaluate.Evaluation;
import dev.signalbox.store.StoreHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code evaluate}: a router on labelled outcomes, beside the rules that it must beat. */
@Command(
    name = "evaluate",
    description = "Measure a router on labelled outcomes (the format of train --labels).")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Evaluate implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "F.jsonl",
      description = "Lines with a prompt and scores of any number of experts.")
  private Path labels;

  @Option(names = "--small", defaultValue = "small", description = "The cheaper of the pair.")
  private String small;

  @Option(names = "--large", defaultValue = "large", description = "The dearer of the pair.")
  private String large;

  @Option(names = "--tenant", description = "Use this tenant's head.")
  private @Nullable String tenant;

  @Option(names = "--router", paramLabel = "FILE", description = "Another router's artefact.")
  private @Nullable Path router;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Write cost-curve.png and reliability.png there.")
  private @Nullable Path pictures;

  @Option(names = "--json", description = "Print the table as JSON.")
  private boolean json;

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
        show(Evaluation.of(scorer, Labels.read(labels, List.of(small, large)), small, large));
        return 0;
      }
    });
  }

  private void show(Evaluation evaluation) throws Exception {
    if (pictures != null) {
      Files.createDirectories(pictures);
      Charts.write(evaluation, pictures);
    }
    spec.commandLine()
        .getOut()
        .println(
            json
                ? JsonMapper.builder().build().valueToTree(evaluation.summary()).toString()
                : evaluation.table());
  }
}
