package dev.signalbox.engine.llama;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.store.StoreHome;
import dev.signalbox.store.manifest.Platform;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the real library and model are; tests that need them are skipped where they are not. */
final class RealFiles {
  private RealFiles() {}

  static Path library() {
    Path folder = home().engines().resolve("v0.5.0-" + Platform.current());
    assumeThat(Files.isDirectory(folder))
        .as("needs the engine library in %s; ./signalbox test pulls it", folder)
        .isTrue();
    return folder;
  }

  static Path smolLm() {
    Path file = home().models().resolve("smollm2-135m.gguf");
    assumeThat(Files.isRegularFile(file))
        .as("needs the model %s; ./signalbox test pulls it", file)
        .isTrue();
    return file;
  }

  /** SmolLM2 with a short context, on one thread so that a busy machine does not stall it. */
  static LlamaOptions smolLmOptions(int slots, int queueCapacity) {
    return new LlamaOptions(
        "smollm2-135m",
        "smollm2-135m",
        smolLm(),
        library(),
        Accelerator.CPU,
        0,
        1024,
        slots,
        queueCapacity,
        1);
  }

  private static StoreHome home() {
    String set = System.getProperty("signalbox.home");
    return set == null ? StoreHome.ofThisProcess() : new StoreHome(Path.of(set));
  }
}
