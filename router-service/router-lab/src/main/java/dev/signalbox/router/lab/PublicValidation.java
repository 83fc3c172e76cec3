package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.PublicSets;
import dev.signalbox.router.lab.fit.CategoryTable;
import dev.signalbox.router.lab.fit.CategoryValidation;
import dev.signalbox.router.lab.validate.Pair;
import dev.signalbox.router.lab.validate.SetResult;
import dev.signalbox.router.lab.validate.TenantValidation;
import dev.signalbox.router.lab.validate.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Prints what the default recipe is worth on the public sets, as Markdown tables. */
public final class PublicValidation {
  private static final List<Integer> LABELS = List.of(500, 1500);
  private static final Set<String> LABELLED = Set.of("mmlu-pro", "llmrouter");
  private static final int FOLDS = 5;

  private PublicValidation() {}

  /**
   * Validates.
   *
   * @param data folder with the data sets
   * @param progress is told what is being done
   * @param out gets the tables, a line at a time
   */
  public static void run(
      Path data, SentenceEmbedding embedding, Consumer<String> progress, Consumer<String> out)
      throws IOException {
    List<LabelledPrompt> prompts = PublicSets.read(data);
    Validation validation = new Validation(prompts, PromptMeaning.of(prompts, embedding, progress));
    List<String> tenants = new ArrayList<>();
    out.accept("APGR [95%] on data sets that were left out of training:\n");
    out.accept(SetResult.header());
    for (Pair pair : Pair.MODELS) {
      progress.accept("training without " + pair.source());
      Validation.Routers routers = validation.withoutSet(pair.source());
      validation.judged(routers, pair).forEach(result -> out.accept(result.line()));
      if (LABELLED.contains(pair.source())) {
        progress.accept("heads on " + pair.source());
        TenantValidation heads = new TenantValidation(validation, routers, pair);
        LABELS.forEach(labels -> tenants.add(heads.line(labels)));
      }
    }
    out.accept("\nAPGR [95%] of tenants' heads on a router that has not seen the set:\n");
    out.accept(TenantValidation.header());
    tenants.forEach(out);
    progress.accept("categories, " + FOLDS + " folds");
    out.accept("\nCategories [95%], cross-validated:\n");
    CategoryTable.of(CategoryValidation.run(prompts, FOLDS)).forEach(out);
  }
}
