package dev.signalbox.cli.training;

import java.nio.file.Path;
import java.util.List;

/**
 * A small model and the engine's libraries.
 *
 * @param model the model's file
 * @param libraries the folder with the libraries
 */
record WorkerSurroundings(Path model, Path libraries) implements Surroundings {

  @Override
  public List<String> arguments() {
    return List.of(
        "--server.address=127.0.0.1",
        "--signalbox.worker.parent-pid=" + ProcessHandle.current().pid(),
        "--signalbox.worker.model-id=training",
        "--signalbox.worker.model-file=" + model,
        "--signalbox.worker.library-dir=" + libraries,
        "--signalbox.worker.accelerator=cpu",
        "--signalbox.worker.threads=1");
  }
}
