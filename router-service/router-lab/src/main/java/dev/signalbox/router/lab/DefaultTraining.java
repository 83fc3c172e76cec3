package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinionFile;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.lab.data.HeldOut;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.PublicSets;
import dev.signalbox.router.lab.fit.DefaultRecipe;
import dev.signalbox.router.lab.fit.FeatureRows;
import dev.signalbox.router.lab.fit.Meaning;
import dev.signalbox.router.lab.validate.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes the default router of the public data sets: the same data gives the same bytes. */
public final class DefaultTraining {
  private DefaultTraining() {}

  /**
   * What a training gave.
   *
   * @param router the artefact of the fast path
   * @param opinion the artefact of its second opinion
   * @param card what a reader should know of both, in Markdown
   */
  public record Result(byte[] router, byte[] opinion, String card) {}

  /**
   * Trains the default router.
   *
   * @param data folder with the data sets
   * @param heldOut prompts that must not be in them
   * @param embedding what reads the prompts' meaning
   * @param progress is told what is being done, a line at a time
   * @throws dev.signalbox.router.lab.data.BadInputException if a file is missing or a prompt is
   *     held out
   */
  public static Result run(
      Path data, HeldOut heldOut, SentenceEmbedding embedding, Consumer<String> progress)
      throws IOException {
    List<LabelledPrompt> prompts = PublicSets.read(data);
    heldOut.refuse(prompts);
    Meaning meaning = PromptMeaning.of(prompts, embedding, progress);
    progress.accept("training on all " + prompts.size() + " prompts");
    DefaultRecipe.Trained trained =
        DefaultRecipe.train(
            prompts,
            FeatureRows.of(prompts),
            IntStream.range(0, prompts.size()).toArray(),
            meaning);
    byte[] router = RouterModelFile.write(trained.router());
    byte[] opinion = SecondOpinionFile.write(Objects.requireNonNull(trained.opinion()));
    progress.accept("training on three quarters, for the card");
    return new Result(
        router,
        opinion,
        Card.of(prompts, trained.router(), router, new Validation(prompts, meaning)));
  }
}
