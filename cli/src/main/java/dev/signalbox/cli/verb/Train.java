package dev.signalbox.cli.verb;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.cli.lab.LabEmbedding;
import dev.signalbox.cli.lab.LabScorers;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.core.difficulty.tenant.HeadFolder;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.DefaultTraining;
import dev.signalbox.router.lab.TenantTraining;
import dev.signalbox.router.lab.data.HeldOut;
import dev.signalbox.router.lab.tenant.FurtherNames;
import dev.signalbox.store.StoreHome;
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

/** {@code train}: a tenant's head on its own labels, or the default router again. */
@Command(
    name = "train",
    description = {
      "Fit a tenant's head on its labels: train --tenant T --labels F.jsonl [--router FILE]",
      "Go back to an earlier head (0: none): train --tenant T --use N",
      "Make the default router again: train --data DIR --output FILE [--refuse FILE]"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Train implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(names = "--tenant", description = "Whose head: [a-z0-9-]{1,64}.")
  private @Nullable String tenant;

  @Option(
      names = "--labels",
      paramLabel = "F.jsonl",
      description =
          "Lines with a prompt and scores: {\"small\": 0..1, \"large\": 0..1}. Further names, a tier"
              + " such as \"mid\" or an expert's id, get targets of their own from 100 labels on.")
  private @Nullable Path labels;

  @Option(
      names = "--router",
      paramLabel = "FILE",
      description =
          "The shared router that the head stands on, where it is not the one that ships.")
  private @Nullable Path router;

  @Option(names = "--use", paramLabel = "N", description = "Make head N the one that serves.")
  private @Nullable Integer use;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder with the public data sets.")
  private @Nullable Path data;

  @Option(
      names = "--refuse",
      paramLabel = "FILE",
      description = "SHA-256 of prompts that must not be trained on; one a line.")
  private @Nullable Path refuse;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the default router goes (default-router.bin).")
  private Path output = Path.of("default-router.bin");

  @Override
  public Integer call() throws Exception {
    if (tenant != null) {
      refuseWithTenant();
    }
    if (labels == null) {
      LabCall.refuse(
          spec.commandLine(), "not without a head to train (expected: with --labels)", "--router");
    }
    if (tenant != null && data == null && (labels == null) != (use == null)) {
      String name = LabCall.tenant(spec.commandLine(), tenant);
      return LabCall.run(() -> use == null ? trainHead(name) : use(name, use));
    }
    if (data != null && tenant == null && labels == null && use == null) {
      return LabCall.run(this::trainDefault);
    }
    throw new ParameterException(
        spec.commandLine(), "expected --tenant with --labels or --use, or --data by itself");
  }

  private void refuseWithTenant() {
    LabCall.refuse(
        spec.commandLine(),
        "not with --tenant, whose labels are taken as they are (expected: with --data)",
        "--refuse");
    LabCall.refuse(
        spec.commandLine(),
        "not with --tenant, whose heads are kept under SIGNALBOX_HOME/heads (expected: with --data)",
        "--output");
  }

  private Integer trainHead(String name) throws Exception {
    try (LabEmbedding embedding = new LabEmbedding()) {
      TenantTraining.Result result =
          TenantTraining.run(
              StoreHome.ofThisProcess().heads(),
              name,
              Objects.requireNonNull(labels),
              LabScorers.of(router).router(),
              embedding.get());
      PrintWriter out = spec.commandLine().getOut();
      out.println(result.line(name));
      if (result.contradicted() > 0) {
        out.println("prompts rated more than once, and not always alike: " + result.contradicted());
      }
      show(result.further());
      return 0;
    }
  }

  private void show(FurtherNames further) {
    PrintWriter out = spec.commandLine().getOut();
    if (!further.learnt().isEmpty()) {
      out.println("targets of their own: " + String.join(", ", further.learnt()));
    }
    further
        .passedOver()
        .forEach((expert, labels) ->
            out.printf(
                "%s is passed over: %d labels (expected: at least %d, of %d names at most)%n",
                expert, labels, FurtherNames.LEAST, FurtherNames.MOST));
  }

  private Integer use(String name, int number) throws Exception {
    HeadFolder heads = HeadFolder.of(StoreHome.ofThisProcess().heads(), name);
    PrintWriter out = spec.commandLine().getOut();
    if (heads.numbers().isEmpty()) {
      throw new CommandFailure(BatchScorer.noHead(name));
    }
    if (number != 0 && !heads.numbers().contains(number)) {
      throw new CommandFailure(
          "tenant " + name + " has no head " + number + " (there are: " + heads.numbers() + ")");
    }
    heads.use(number);
    out.println(
        number == 0
            ? "the shared router serves " + name
            : "head " + name + "-" + number + " serves");
    return 0;
  }

  /** Minutes of work must not be lost for want of a place to put them. */
  private void requireWritable() {
    for (Path file :
        List.of(output, LabScorers.opinionBeside(output), LabScorers.cardBeside(output))) {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      boolean writable =
          Files.exists(file)
              ? Files.isRegularFile(file) && Files.isWritable(file)
              : Files.isDirectory(folder) && Files.isWritable(folder);
      if (!writable) {
        throw new CommandFailure(
            "--output: " + file + " (expected: a file that may be written, in a folder)");
      }
    }
  }

  private Integer trainDefault() throws Exception {
    requireWritable();
    HeldOut heldOut = refuse == null ? HeldOut.none() : HeldOut.read(refuse);
    PrintWriter err = spec.commandLine().getErr();
    try (LabEmbedding embedding = new LabEmbedding()) {
      DefaultTraining.Result result =
          DefaultTraining.run(
              Objects.requireNonNull(data),
              heldOut,
              embedding.get(),
              line -> err.println("signalbox: " + line));
      Files.write(output, result.router());
      Files.write(LabScorers.opinionBeside(output), result.opinion());
      Files.writeString(LabScorers.cardBeside(output), result.card());
      spec.commandLine()
          .getOut()
          .printf(
              "%s: router %s, %d bytes%n%s: second opinion %s, %d bytes%n%s: card%n",
              output,
              RouterModelFile.fingerprint(result.router()),
              result.router().length,
              LabScorers.opinionBeside(output),
              RouterModelFile.fingerprint(result.opinion()),
              result.opinion().length,
              LabScorers.cardBeside(output));
      return 0;
    }
  }
}
