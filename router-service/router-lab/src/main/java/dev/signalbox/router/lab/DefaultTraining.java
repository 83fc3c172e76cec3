package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.lab.data.HeldOut;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.PublicSets;
import dev.signalbox.router.lab.fit.DefaultRecipe;
import dev.signalbox.router.lab.fit.FeatureRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Makes the default router of the public data sets: the same data gives the same bytes. */
public final class DefaultTraining {
  private DefaultTraining() {}

  /**
   * Trains the default router.
   *
   * @param data folder with the data sets
   * @param heldOut prompts that must not be in them
   * @return the artefact
   * @throws dev.signalbox.router.lab.data.BadInputException if a file is missing or a prompt is
   *     held out
   */
  public static byte[] run(Path data, HeldOut heldOut) throws IOException {
    List<LabelledPrompt> prompts = PublicSets.read(data);
    heldOut.refuse(prompts);
    RouterModel model =
        DefaultRecipe.train(
            prompts, FeatureRows.of(prompts), IntStream.range(0, prompts.size()).toArray());
    return RouterModelFile.write(model);
  }
}
