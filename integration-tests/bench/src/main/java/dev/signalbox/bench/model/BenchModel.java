package dev.signalbox.bench.model;

import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.fetch.PullProgress;
import dev.signalbox.store.toy.ToyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A model and the engine's libraries, pulled first if they are lacking.
 *
 * @param name as requests write it
 * @param file GGUF file
 * @param libraries folder of the engine's libraries for the CPU
 */
public record BenchModel(String name, Path file, Path libraries) {

  /**
   * @param name {@code toy}, or a model that the store knows
   * @param folder where generated models go
   */
  public static BenchModel of(String name, Path folder) {
    ModelStore store = ModelStore.open(StoreHome.ofThisProcess(), System.getenv());
    Path libraries = store.engine("cpu", PullProgress.SILENT);
    if (!name.equals("toy")) {
      return new BenchModel(name, store.model(name, PullProgress.SILENT), libraries);
    }
    try {
      return new BenchModel(name, ToyModels.write(folder).small(), libraries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
