package dev.signalbox.engine.llama;

import dev.signalbox.store.toy.ToyModels;
import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.EngineContractKit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** On the generated toy model, which reads its whole prefix: needs the library and no download. */
@Tag("real")
class LlamaEngineContractTest extends EngineContractKit {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeModels() throws IOException {
    ToyModels.write(folder);
  }

  @Override
  protected Engine open(int slots, int queueCapacity) {
    return LlamaEngine.open(
        new LlamaOptions(
            "toy-small",
            "toy-small",
            folder.resolve(ToyModels.SMALL),
            RealFiles.library(),
            Accelerator.CPU,
            0,
            0,
            slots,
            queueCapacity,
            1));
  }
}
