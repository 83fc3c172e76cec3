package dev.signalbox.cli.verb;

import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.router.lab.replay.LoggedDecision;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code replay}: yesterday's traffic against another policy. */
@Command(
    name = "replay",
    description = "What another threshold or share would have made of logged traffic.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Replay implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(
      names = "--log",
      required = true,
      paramLabel = "F.jsonl",
      description = {
        "The access log, a tenant's ratings.jsonl, or JSON lines with difficulty, expert,",
        "propensity, and where known score and price."
      })
  private Path log;

  @Option(
      names = "--large",
      defaultValue = "large",
      description = "The id of the expert that is large, as the log has it.")
  private String large;

  @Option(names = "--threshold", description = "Large from this difficulty on, 0..1.")
  private @Nullable Double threshold;

  @Option(names = "--share", description = "Large for this share of the requests, 0..1.")
  private @Nullable Double share;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Double wanted = threshold == null ? share : threshold;
    if (wanted == null || threshold != null && share != null || wanted < 0 || wanted > 1) {
      throw new ParameterException(
          spec.commandLine(), "expected either --threshold or --share, from 0 to 1");
    }
    return LabCall.run(() -> {
      List<LoggedDecision> decisions = LoggedDecision.read(log, large);
      double from =
          threshold != null
              ? threshold
              : dev.signalbox.router.lab.replay.Replay.thresholdFor(decisions, wanted);
      var replay = dev.signalbox.router.lab.replay.Replay.of(decisions, from);
      spec.commandLine()
          .getOut()
          .println(
              json ? JsonMapper.builder().build().valueToTree(replay).toString() : replay.table());
      return 0;
    });
  }
}
