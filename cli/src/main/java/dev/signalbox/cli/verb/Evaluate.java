package dev.signalbox.cli.verb;

import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.cli.lab.LabEmbedding;
import dev.signalbox.cli.lab.LabScorers;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.PublicValidation;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.Labels;
import dev.signalbox.router.lab.data.PublicSets;
import dev.signalbox.router.lab.evaluate.Charts;
import dev.signalbox.router.lab.evaluate.Evaluation;
import dev.signalbox.router.lab.ladder.LadderEvaluation;
import dev.signalbox.router.lab.ladder.Rungs;
import dev.signalbox.router.lab.validate.LadderValidation;
import dev.signalbox.store.StoreHome;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
      "Validate the default recipe on public sets that it was not trained on: evaluate --data DIR",
      "Validate ladders of three with targets of their own on them: evaluate --data DIR --ladders"
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
              + " that set; a quarter of an hour. Takes no other option than --ladders.")
  private @Nullable Path data;

  @Option(names = "--small", defaultValue = "small", description = "The cheaper of the pair.")
  private String small;

  @Option(names = "--large", defaultValue = "large", description = "The dearer of the pair.")
  private String large;

  @Option(
      names = "--ladder",
      split = ",",
      paramLabel = "NAME",
      description =
          "The ladder, e.g. small,mid,large, from --small to --large. Without it every other name"
              + " that all lines score stands between the two, the best on average last.")
  private List<String> ladder = List.of();

  @Option(
      names = "--prices",
      split = ",",
      paramLabel = "NAME=PRICE",
      description =
          "What each rung of three or more costs, e.g. small=1,mid=3,large=10; without it evenly"
              + " spaced.")
  private Map<String, Double> prices = Map.of();

  @Option(
      names = "--ladders",
      description = "With --data: compare rules on ladders of three; some minutes.")
  private boolean ladders;

  @Option(names = "--tenant", description = "Use this tenant's head.")
  private @Nullable String tenant;

  @Option(
      names = "--fast",
      description =
          "Without embeddings, as the gateway judges: no second opinion, and the fast form of a"
              + " tenant's head.")
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
    if (ladder.size() == 1 || (ladders && data == null)) {
      throw new ParameterException(
          spec.commandLine(), "expected --ladder with two names or more, --ladders with --data");
    }
    refuseIdle();
    if (!ladder.isEmpty()) {
      small = ladder.getFirst();
      large = ladder.getLast();
    }
    String checked = tenant == null ? null : LabCall.tenant(spec.commandLine(), tenant);
    return LabCall.run(() -> {
      if (data != null) {
        validate(data);
      } else {
        evaluate(Objects.requireNonNull(labels), checked);
      }
      return 0;
    });
  }

  /** Options that would do nothing with the others that were given. */
  private void refuseIdle() {
    if (data != null) {
      LabCall.refuse(
          spec.commandLine(),
          "not with --data, which trains routers of its own, judges pairs of its own and prints"
              + " Markdown (expected: with --labels)",
          "--small",
          "--large",
          "--ladder",
          "--prices",
          "--tenant",
          "--fast",
          "--router",
          "--pictures",
          "--json");
    }
    if (!ladder.isEmpty()) {
      LabCall.refuse(
          spec.commandLine(),
          "not with --ladder, whose first and last name they are",
          "--small",
          "--large");
    }
    if (ladder.size() == 2) {
      refusePrices();
    }
  }

  /** Between two experts the share of the dearer one says all that prices would. */
  private void refusePrices() {
    LabCall.refuse(
        spec.commandLine(), "of a ladder of two are not used (expected: three names)", "--prices");
  }

  private void validate(Path sets) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> progress = line -> err.println("signalbox: " + line);
    Consumer<String> table =
        line -> {
          out.println(line);
          out.flush();
        };
    if (ladders) {
      LadderValidation.run(PublicSets.read(sets), progress, table);
      return;
    }
    try (LabEmbedding embedding = new LabEmbedding()) {
      PublicValidation.run(sets, embedding.get(), progress, table);
    }
  }

  private void evaluate(Path file, @Nullable String checked) throws Exception {
    LabScorers.Base base = LabScorers.of(router);
    Path heads = StoreHome.ofThisProcess().heads();
    List<LabelledPrompt> rows =
        Labels.read(file, ladder.isEmpty() ? List.of(small, large) : ladder);
    List<String> names = ladder.isEmpty() ? Rungs.in(rows, small, large) : ladder;
    if (names.size() < 3) {
      refusePrices();
    }
    try (LabEmbedding embedding = new LabEmbedding()) {
      BatchScorer scorer = LabScorers.batch(base, heads, checked, fast, embedding);
      Evaluation evaluation = Evaluation.of(scorer, rows, small, large);
      show(
          evaluation,
          names.size() < 3
              ? null
              : LadderEvaluation.of(
                  LabScorers.gateway(base, heads, checked), rows, Rungs.priced(names, prices)));
    }
  }

  private void show(Evaluation evaluation, @Nullable LadderEvaluation several) throws Exception {
    if (pictures != null) {
      Files.createDirectories(pictures);
      Charts.write(evaluation, pictures);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> summary = new LinkedHashMap<>(evaluation.summary());
      if (several != null) {
        summary.put("ladder", several.summary());
      }
      out.println(JsonMapper.builder().build().valueToTree(summary).toString());
      return;
    }
    out.println(evaluation.table());
    if (several != null) {
      out.println(several.table());
    }
  }
}
