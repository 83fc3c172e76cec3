package dev.signalbox.cli.launch;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.installation.JavaCommand;
import dev.signalbox.cli.process.Ports;
import dev.signalbox.cli.terminal.Narrator;
import dev.signalbox.cli.terminal.PullReport;
import dev.signalbox.cli.training.AotTraining;
import dev.signalbox.cli.training.Training;
import dev.signalbox.config.ConfigCheck;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.config.ConfigSnapshot;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.toy.ToyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can be checked and brings what is lacking, in the order in which a person would want
 * to hear of it: wrong words, busy ports and a wrong configuration before a gigabyte is pulled.
 */
public final class Preparation {
  private final Installation installation;
  private final StoreHome home;
  private final Supplier<ModelStore> openStore;
  private final Narrator narrator;
  private final Map<String, String> environment;
  private @Nullable ModelStore store;

  /**
   * @param openStore called once, where a name may be a model's or a model is lacking; to open it
   *     takes a while, and those who bring their own servers need not wait for it
   */
  public Preparation(
      Installation installation,
      StoreHome home,
      Supplier<ModelStore> openStore,
      Narrator narrator,
      Map<String, String> environment) {
    this.installation = installation;
    this.home = home;
    this.openStore = openStore;
    this.narrator = narrator;
    this.environment = environment;
  }

  /**
   * Checks everything that needs nothing brought. Listens on the ports for a moment, so they have
   * to be claimed: two that look at once would take each other for somebody who listens.
   *
   * @throws CommandFailure for whatever a person can mend
   */
  Wanted check(UpOptions options) {
    Map<String, Where> flags = flags(options);
    Ports.requireFree(options.host(), options.port(), "--port");
    Ports.requireFree("127.0.0.1", options.adminPort(), "--admin-port");
    ConfigSnapshot config = check(options.config());
    requireKeys(options, config);
    requireExperts(options, flags, config);
    Wanted wanted = new Wanted(options, flags, config);
    if (wanted.workers()) {
      WholeCheck.of(options.config()); // before a gigabyte is pulled
    }
    return wanted;
  }

  /** Brings what is lacking. */
  Prepared prepare(Wanted wanted) throws InterruptedException {
    try (PullReport pulls = narrator.pulls()) {
      WorkerProcess.Engine engine = wanted.workers() ? engine(wanted.options(), pulls) : null;
      return prepare(wanted, engine, pulls);
    }
  }

  private Prepared prepare(Wanted wanted, WorkerProcess.@Nullable Engine engine, PullReport pulls)
      throws InterruptedException {
    UpOptions options = wanted.options();
    Map<String, Where> flags = wanted.flags();
    ConfigSnapshot config = wanted.config();
    try (Training training = trainAside(engine)) {
      List<LocalModel> local = wanted.workers() ? bring(wanted, pulls) : List.of();
      training.await();
      List<WorkerProcess> workers =
          local.stream().map(model -> new WorkerProcess(model, Ports.free())).toList();
      return new Prepared(config, workers, engine, new GatewayProcess(options, flags, workers));
    }
  }

  private List<LocalModel> bring(Wanted wanted, PullReport pulls) {
    List<LocalModel> local =
        new LocalModels(store(), pulls)
            .bring(wanted.flags(), ConfiguredExpert.of(wanted.config()), wanted.options().config());
    MemoryCheck.require(local);
    return local;
  }

  private ModelStore store() {
    if (store == null) {
      store = openStore.get();
    }
    return store;
  }

  private Map<String, Where> flags(UpOptions options) {
    Map<String, Where> flags = new LinkedHashMap<>();
    if (options.toy()) {
      ToyModels toy = writeToy();
      flags.put("small", new Where.GgufFile(toy.small()));
      flags.put("large", new Where.GgufFile(toy.large()));
    }
    Predicate<String> isStored = name -> store().manifest().model(name).isPresent();
    if (options.small() != null) {
      flags.put("small", Where.parse("--small", options.small(), isStored));
    }
    if (options.large() != null) {
      flags.put("large", Where.parse("--large", options.large(), isStored));
    }
    return flags;
  }

  private ToyModels writeToy() {
    try {
      return ToyModels.write(home.models());
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write the toy models below " + home.root() + ": " + e.getMessage(), e);
    }
  }

  private static ConfigSnapshot check(Path config) {
    if (!Files.isDirectory(config)) {
      throw new CommandFailure(
          "--config: " + config + " (expected: a folder with experts/ and policies/ in it)");
    }
    return new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(config);
  }

  /** Without keys everyone is let in, so only this machine may ask. */
  private static void requireKeys(UpOptions options, ConfigSnapshot config) {
    boolean loopback = options.host().matches("127\\..*|::1|localhost");
    if (!loopback && !Greeting.needsKey(config)) {
      throw new CommandFailure(
          "--host "
              + options.host()
              + " would let everyone in: make a key first by ./signalbox keys new --tenant NAME");
    }
  }

  /** With nobody to send requests to, readiness would be waited for in vain. */
  private static void requireExperts(
      UpOptions options, Map<String, Where> flags, ConfigSnapshot config) {
    if (options.router() == null && flags.isEmpty() && config.of("experts").isEmpty()) {
      throw new CommandFailure(
          "no expert is configured in "
              + options.config()
              + ": put a file into its experts/, or name models or servers by --small and --large");
    }
  }

  private WorkerProcess.Engine engine(UpOptions options, PullReport pulls) {
    Accelerator accelerator = options.accelerator().resolve(environment);
    Path libraries = store().engine(accelerator.wireName(), pulls);
    Map<String, String> found =
        accelerator == Accelerator.CUDA
            ? Accelerator.cudaSearchPath(environment)
                .map(path -> Map.of(Accelerator.SEARCH_PATH, path))
                .orElse(Map.of())
            : Map.of();
    return new WorkerProcess.Engine(libraries, accelerator, found);
  }

  /** The caches that lack are made while the models are pulled; the workers' on the toy model. */
  private Training trainAside(WorkerProcess.@Nullable Engine engine) {
    List<AotTraining> trainings = new ArrayList<>();
    JavaCommand gateway = JavaCommand.gateway(installation);
    if (gateway.lacksCache()) {
      trainings.add(AotTraining.gateway(gateway, narrator));
    }
    JavaCommand worker = JavaCommand.worker(installation);
    if (engine != null && worker.lacksCache()) {
      Path model = writeToy().small();
      trainings.add(
          AotTraining.worker(worker, model, engine.libraries(), engine.environment(), narrator));
    }
    return Training.start(trainings);
  }
}
