package dev.signalbox.router.lab;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.opinion.OpinionScorer;
import dev.signalbox.router.core.difficulty.tenant.HeadFolder;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.core.difficulty.tenant.TenantHead;
import dev.signalbox.router.core.difficulty.tenant.TenantHeadFile;
import dev.signalbox.router.core.difficulty.tenant.TenantScorer;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.tenant.EmbeddingText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges many prompts at once, which is how embeddings are cheapest. */
public interface BatchScorer {
  /** Judges prompts; the answers are in the same order. */
  List<Assessment> assess(List<RoutingPrompt> prompts);

  /** What judges, e.g. {@code signalbox-1.0a1b2c3d}. */
  String version();

  /** The shared router by itself: the fast path. */
  static BatchScorer shared(TrainedScorer router) {
    return new BatchScorer() {
      @Override
      public List<Assessment> assess(List<RoutingPrompt> prompts) {
        return prompts.stream().map(router::assess).toList();
      }

      @Override
      public String version() {
        return router.version();
      }
    };
  }

  /** The shared router with its second opinion: milliseconds a prompt. */
  static BatchScorer withOpinion(OpinionScorer scorer, SentenceEmbedding embedding) {
    if (!embedding.name().equals(scorer.embedding())) {
      throw new BadInputException(
          "the second opinion needs the embeddings of "
              + scorer.embedding()
              + ", this build has "
              + embedding.name()
              + ": train it again, or score with --fast");
    }
    return new BatchScorer() {
      @Override
      public List<Assessment> assess(List<RoutingPrompt> prompts) {
        return assessed(prompts, embedding, scorer::assess);
      }

      @Override
      public String version() {
        return scorer.version();
      }
    };
  }

  private static List<Assessment> assessed(
      List<RoutingPrompt> prompts,
      SentenceEmbedding embedding,
      BiFunction<RoutingPrompt, float[], Assessment> judge) {
    List<float[]> vectors = embedding.embed(prompts.stream().map(EmbeddingText::of).toList());
    List<Assessment> assessments = new ArrayList<>(prompts.size());
    for (int i = 0; i < prompts.size(); i++) {
      assessments.add(judge.apply(prompts.get(i), vectors.get(i)));
    }
    return assessments;
  }

  /**
   * A tenant's current head, in its full form if it was trained with embeddings.
   *
   * @param embedding loads the embedding model; asked only for a head that needs it
   * @throws BadInputException if the tenant has no head, or one of another embedding model
   */
  static BatchScorer tenant(
      TrainedScorer router, Path heads, String tenant, Supplier<SentenceEmbedding> embedding)
      throws IOException {
    TenantScorer scorer = head(router, heads, tenant);
    TenantHead head = scorer.head();
    if (head.neighbours() == null) {
      return new TenantBatch(scorer, null);
    }
    SentenceEmbedding model = embedding.get();
    if (!model.name().equals(head.embedding())) {
      throw new BadInputException(
          "head "
              + scorer.version()
              + " needs the embeddings of "
              + head.embedding()
              + ", this build has "
              + model.name()
              + ": train it again");
    }
    return new TenantBatch(scorer, model);
  }

  /**
   * A tenant's current head in its fast form, which reads no embedding: as the gateway judges.
   *
   * @throws BadInputException if the tenant has no head
   */
  static BatchScorer tenantFast(TrainedScorer router, Path heads, String tenant)
      throws IOException {
    return new TenantBatch(head(router, heads, tenant), null);
  }

  /**
   * A tenant's current head.
   *
   * @throws BadInputException if the tenant has none, or went back to the shared router
   */
  static TenantScorer head(TrainedScorer router, Path heads, String tenant) throws IOException {
    HeadFolder folder = HeadFolder.of(heads, tenant);
    int number = folder.current();
    if (number == 0) {
      throw new BadInputException(without(folder, tenant));
    }
    TenantHead head = TenantHeadFile.read(folder.read(number));
    return new TenantScorer(router, head, tenant + "-" + number);
  }

  /** What is said of a tenant whom no head serves. */
  private static String without(HeadFolder folder, String tenant) throws IOException {
    List<Integer> numbers = folder.numbers();
    return numbers.isEmpty()
        ? noHead(tenant)
        : "tenant %s is served by the shared router: leave out --tenant to judge by it, or take up a head again with train --tenant %s --use N (there are: %s)"
            .formatted(
                tenant,
                tenant,
                numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  /** What is said of a tenant who has no head at all. */
  static String noHead(String tenant) {
    return "tenant %s has no head, the shared router serves it: train one with train --tenant %s --labels F.jsonl"
        .formatted(tenant, tenant);
  }

  /**
   * A head on batches.
   *
   * @param scorer the head
   * @param embedding its embedding model; null for the fast form
   */
  record TenantBatch(TenantScorer scorer, @Nullable SentenceEmbedding embedding)
      implements BatchScorer {
    @Override
    public List<Assessment> assess(List<RoutingPrompt> prompts) {
      if (embedding == null) {
        return prompts.stream().map(prompt -> scorer.assess(prompt, null)).toList();
      }
      return assessed(prompts, embedding, scorer::assess);
    }

    @Override
    public String version() {
      return scorer.version();
    }
  }
}
