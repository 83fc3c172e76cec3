package dev.signalbox.cli.verb;

import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.lab.LabCall;
import dev.signalbox.cli.lab.ReplayedPolicy;
import dev.signalbox.router.lab.replay.PolicyReplay;
import dev.signalbox.router.lab.replay.ThresholdReplay;
import dev.signalbox.router.lab.replay.TrafficLog;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    description = {
      "What another policy would have made of logged traffic: replay --log F --policy ID",
      "A quick look at one threshold, without a configuration: replay --log F --large EXPERT"
          + " --share S (or --threshold D)"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Replay implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(
      names = "--log",
      required = true,
      paramLabel = "F",
      description =
          "The access log, a tenant's ratings.jsonl, or JSON lines with difficulty, expert,"
              + " propensity, and where known score, price and other fields of the access log.")
  private Path log;

  @Option(
      names = "--policy",
      paramLabel = "ID",
      description = "Decide each request anew by this policy of the configuration.")
  private @Nullable String policy;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Configuration with the policy and its experts (config-repo).")
  private @Nullable Path config;

  @Option(names = "--threshold", paramLabel = "D", description = "Large from this difficulty on.")
  private @Nullable Double threshold;

  @Option(
      names = "--share",
      paramLabel = "S",
      description = "Large for this share of the requests, 0..1.")
  private @Nullable Double share;

  @Option(
      names = "--large",
      paramLabel = "EXPERT",
      description = "The id of the expert that is large, as the log has it (large).")
  private @Nullable String large;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    requireOneWay();
    return LabCall.run(() -> {
      TrafficLog traffic = TrafficLog.read(log);
      if (policy == null) {
        ThresholdReplay replay = quickLook(traffic);
        show(replay, replay.table());
      } else {
        Path folder = config == null ? Installation.ofThisProcess().defaultConfig() : config;
        PolicyReplay replay = ReplayedPolicy.replay(traffic, folder, policy);
        show(replay, replay.table());
      }
      if (traffic.passedOver().any()) {
        spec.commandLine()
            .getErr()
            .println("signalbox: passed over: " + traffic.passedOver().words());
      }
      return 0;
    });
  }

  private void requireOneWay() {
    if (Stream.of(policy, threshold, share).filter(Objects::nonNull).count() != 1) {
      throw wrong("expected one of --policy, --threshold and --share");
    }
    if (policy == null && config != null) {
      throw wrong("--config: expected with --policy only");
    }
    if (policy != null && large != null) {
      throw wrong("--large: expected with --threshold or --share only");
    }
    requireShare("--threshold", threshold);
    requireShare("--share", share);
  }

  private void requireShare(String name, @Nullable Double value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw wrong(name + ": " + value + " (expected: 0 to 1)");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ThresholdReplay quickLook(TrafficLog traffic) {
    double from =
        threshold != null
            ? threshold
            : ThresholdReplay.thresholdFor(traffic, Objects.requireNonNull(share));
    return ThresholdReplay.of(traffic, large == null ? "large" : large, from);
  }

  private void show(Object answer, String table) {
    spec.commandLine()
        .getOut()
        .println(json ? JsonMapper.shared().valueToTree(answer).toString() : table);
  }
}
