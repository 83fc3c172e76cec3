package dev.signalbox.cli.launch;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.fetch.PullProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out which models workers are to serve, and brings their files. */
final class LocalModels {
  private final ModelStore store;
  private final PullProgress progress;

  LocalModels(ModelStore store, PullProgress progress) {
    this.store = store;
    this.progress = progress;
  }

  /**
   * The models of flags and of configured experts that no flag replaces.
   *
   * @param flags tier to what serves it
   */
  List<LocalModel> bring(Map<String, Where> flags, List<ConfiguredExpert> experts, Path config) {
    List<LocalModel> models = new ArrayList<>();
    flags.forEach((tier, where) -> ofFlag(tier, where).ifPresent(models::add));
    List<String> tiers = List.copyOf(flags.keySet());
    for (ConfiguredExpert expert : experts) {
      String model = expert.localModel();
      if (model != null && !expert.isReplacedBy(tiers)) {
        Path file = configured(expert, model, config);
        models.add(new LocalModel(expert.id(), null, file, version(model), expert.settings()));
      }
    }
    return models;
  }

  /** Whether the manifest knows a model of this name. */
  boolean isStored(String name) {
    return store.manifest().model(name).isPresent();
  }

  private Optional<LocalModel> ofFlag(String tier, Where where) {
    return switch (where) {
      case Where.Server server -> Optional.empty();
      case Where.Stored stored ->
          Optional.of(
              new LocalModel(
                  stored.model(),
                  tier,
                  store.model(stored.model(), progress),
                  version(stored.model()),
                  WorkerSettings.OPEN));
      case Where.GgufFile gguf ->
          Optional.of(new LocalModel(gguf.stem(), tier, gguf.file(), null, WorkerSettings.OPEN));
    };
  }

  /** The digest that the store checked; null for a file that is no model of the manifest. */
  private @Nullable String version(String model) {
    return store.manifest().model(model).map(known -> "sha256:" + known.sha256()).orElse(null);
  }

  private Path configured(ConfiguredExpert expert, String model, Path config) {
    if (isStored(model)) {
      return store.model(model, progress);
    }
    Path file = config.resolve(model).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          "experts/%s: local.model: %s (expected: a model of ./signalbox models list, or a GGUF file; there is no %s)"
              .formatted(expert.id(), model, file));
    }
    return file;
  }
}
