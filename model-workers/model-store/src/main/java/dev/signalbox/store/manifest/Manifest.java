package dev.signalbox.store.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Everything that can be pulled, as shipped with this version of Signalbox.
 *
 * @param hub base address of the model hub
 * @param models weights by id
 * @param engines builds of the engine's libraries
 */
public record Manifest(String hub, List<Artifact> models, List<EngineBuild> engines) {

  public Manifest {
    models = List.copyOf(models);
    engines = List.copyOf(engines);
  }

  /** The manifest inside this module's jar. */
  public static Manifest bundled() {
    try (InputStream yaml =
        Objects.requireNonNull(Manifest.class.getResourceAsStream("manifest.yaml"))) {
      return YAMLMapper.builder().build().readValue(yaml, Manifest.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same artifacts with another hub, for example a mirror inside a company. */
  public Manifest withHub(String address) {
    return new Manifest(address, models, engines);
  }

  /** The model of that id; empty if the manifest does not know it. */
  public Optional<Artifact> model(String id) {
    return models.stream().filter(model -> model.id().equals(id)).findFirst();
  }

  /** The engine build for a platform and an accelerator; empty if there is none. */
  public Optional<EngineBuild> engine(String platform, String accelerator) {
    return engines.stream()
        .filter(e -> e.platform().equals(platform) && e.accelerator().equals(accelerator))
        .findFirst();
  }
}
