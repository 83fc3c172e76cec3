package dev.signalbox.cli.verb;

import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.launch.Accelerator;
import dev.signalbox.cli.launch.Detached;
import dev.signalbox.cli.launch.Launch;
import dev.signalbox.cli.launch.Preparation;
import dev.signalbox.cli.launch.ScriptWatch;
import dev.signalbox.cli.launch.UpOptions;
import dev.signalbox.cli.terminal.Narrator;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code up}: from a clean checkout to a served answer. */
@Command(
    name = "up",
    description = {
      "Start everything: pull what is lacking, start the workers and the gateway, wait until ready.",
      "WHERE is a GGUF file, a model of `models list`, or http://host:port/v1#model-name."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Up implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(names = "--port", defaultValue = "8080", description = "Data port (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--admin-port",
      defaultValue = "8081",
      description = "Admin port, on loopback (${DEFAULT-VALUE}).")
  private int adminPort;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to serve on (${DEFAULT-VALUE}).")
  private String host;

  @Option(names = "--config", paramLabel = "DIR", description = "Configuration (config-repo).")
  private @Nullable Path config;

  @Option(
      names = "--models",
      paramLabel = "toy",
      description = "toy: generated models for both tiers, no download.")
  private @Nullable Models models;

  @Option(names = "--small", paramLabel = "WHERE", description = "What serves the tier small.")
  private @Nullable String small;

  @Option(names = "--large", paramLabel = "WHERE", description = "What serves the tier large.")
  private @Nullable String large;

  @Option(
      names = "--accelerator",
      defaultValue = "auto",
      description = "auto, cpu, cuda or vulkan (${DEFAULT-VALUE}).")
  private Accelerator accelerator;

  @Option(
      names = "--router",
      paramLabel = "URL",
      description =
          "A router service, with its own experts, instead of the router inside the gateway.")
  private @Nullable String router;

  @Option(names = "--detach", description = "Return when ready; `down` ends it.")
  private boolean detach;

  /** Sets of models other than the configured ones. */
  enum Models {
    TOY
  }

  @Override
  public Integer call() throws Exception {
    requirePort("--port", port);
    requirePort("--admin-port", adminPort);
    if (port == adminPort) {
      throw new ParameterException(
          spec.commandLine(), "--admin-port: " + adminPort + " (expected: other than --port)");
    }
    requireNothingBesideRouter();
    requireTierForModels();
    Installation installation = Installation.ofThisProcess();
    Narrator narrator = standard.narrator(spec.commandLine().getErr());
    StoreHome home = StoreHome.ofThisProcess();
    if (detach) {
      new Detached(installation, home, narrator, spec.commandLine().getOut())
          .start(spec.commandLine().getParseResult().originalArgs(), port, adminPort);
      return 0;
    }
    Preparation preparation =
        new Preparation(
            installation,
            home,
            () -> ModelStore.open(home, System.getenv()),
            narrator,
            System.getenv());
    Launch launch =
        new Launch(installation, home, preparation, narrator, spec.commandLine().getOut());
    String plan = System.getenv("SIGNALBOX_PLAN");
    if (plan == null) {
      launch.supervise(options(installation));
    } else {
      ProcessHandle script = ProcessHandle.current().parent().orElseThrow();
      ScriptWatch.start(script, () -> System.exit(1));
      launch.plan(options(installation), Path.of(plan), script);
    }
    return 0;
  }

  private UpOptions options(Installation installation) {
    Path folder = config == null ? installation.defaultConfig() : config;
    return new UpOptions(
        host,
        port,
        adminPort,
        folder.toAbsolutePath().normalize(),
        models == Models.TOY,
        small,
        large,
        accelerator,
        router);
  }

  /** The models of a router service are its own: what would name others here does nothing. */
  private void requireNothingBesideRouter() {
    if (router == null) {
      return;
    }
    ParseResult given = spec.commandLine().getParseResult();
    for (String flag : List.of("--small", "--large", "--models", "--accelerator")) {
      if (given.hasMatchedOption(flag)) {
        throw new ParameterException(
            spec.commandLine(),
            flag + " does nothing with --router, whose experts are the router's: leave out one");
      }
    }
  }

  /** Both tiers are named already: no generated model would serve anything. */
  private void requireTierForModels() {
    if (models != null && small != null && large != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--models does nothing with both --small and --large: leave out one of the three");
    }
  }

  private void requirePort(String name, int value) {
    if (value < 1 || value > 65_535) {
      throw new ParameterException(
          spec.commandLine(), name + ": " + value + " (expected: 1 to 65535)");
    }
  }
}
