package dev.signalbox.cli.verb;

import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.cli.lab.LabEmbedding;
import dev.signalbox.cli.lab.LabScorers;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.PublicValidation;
import dev.signalbox.router.lab.data.Labels;
import dev.signalbox.router.lab.evaluate.Charts;
import dev.signalbox.router.lab.evaluate.Evaluation;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code evaluate}: a router on labelled outcomes, beside the rules that it must beat. */
@Command(
    name = "evaluate",
    description = {
      "Measure a router on labelled outcomes (the format of train --labels): evaluate --labels"
          + " F.jsonl",
      "Validate the default recipe on public sets that it was not trained on: evaluate --data DIR"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Evaluate implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(
      names = "--labels",
      paramLabel = "F.jsonl",
      description = "Lines with a prompt and scores of any number of experts.")
  private @Nullable Path labels;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Validate the default recipe instead: train it without each of the public sets and judge"
              + " that set; a quarter of an hour.")
  private @Nullable Path data;

  @Option(names = "--small", defaultValue = "small", description = "The cheaper of the pair.")
  private String small;

  @Option(names = "--large", defaultValue = "large", description = "The dearer of the pair.")
  private String large;

  @Option(names = "--tenant", description = "Use this tenant's head.")
  private @Nullable String tenant;

  @Option(names = "--fast", description = "Without the second opinion, as the gateway judges.")
  private boolean fast;

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
    if ((labels == null) == (data == null)) {
      throw new ParameterException(
          spec.commandLine(), "expected either --labels F.jsonl or --data DIR");
    }
    String checked = tenant == null ? null : LabCall.tenant(spec.commandLine(), tenant);
    return LabCall.run(() -> {
      try (LabEmbedding embedding = new LabEmbedding()) {
        if (data != null) {
          PrintWriter out = spec.commandLine().getOut();
          PrintWriter err = spec.commandLine().getErr();
          PublicValidation.run(
              data,
              embedding.get(),
              line -> err.println("signalbox: " + line),
              line -> {
                out.println(line);
                out.flush();
              });
          return 0;
        }
        BatchScorer scorer = LabScorers.batch(LabScorers.of(router), checked, fast, embedding);
        show(
            Evaluation.of(
                scorer,
                Labels.read(Objects.requireNonNull(labels), List.of(small, large)),
                small,
                large));
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
