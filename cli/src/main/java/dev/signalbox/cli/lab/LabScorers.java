package dev.signalbox.cli.lab;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.opinion.OpinionScorer;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinion;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinionFile;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.lab.BatchScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which router a verb of the lab judges with. */
public final class LabScorers {
  private LabScorers() {}

  /**
   * A router.
   *
   * @param router the fast path
   * @param opinion its second opinion; null if there is none
   */
  public record Base(TrainedScorer router, @Nullable SecondOpinion opinion) {}

  /** The router that ships, with its second opinion. */
  public static Base shipped() {
    return new Base(
        TrainedScorer.loadDefault(), SecondOpinionFile.read(OpinionScorer.defaultArtefact()));
  }

  /**
   * The router of a file and the second opinion beside it, if there is one.
   *
   * @param router the artefact; null for what ships
   */
  public static Base of(@Nullable Path router) throws IOException {
    if (router == null) {
      return shipped();
    }
    Path beside = opinionBeside(router);
    return new Base(
        TrainedScorer.load(Files.readAllBytes(router)),
        Files.isRegularFile(beside) ? SecondOpinionFile.read(Files.readAllBytes(beside)) : null);
  }

  /** Where the second opinion of an artefact lies: {@code x-opinion.bin} beside {@code x.bin}. */
  public static Path opinionBeside(Path router) {
    return router.resolveSibling(stem(router) + "-opinion.bin");
  }

  /** Where the card of an artefact lies: {@code x.md} beside {@code x.bin}. */
  public static Path cardBeside(Path router) {
    return router.resolveSibling(stem(router) + ".md");
  }

  private static String stem(Path router) {
    String name = String.valueOf(router.getFileName());
    return name.endsWith(".bin") ? name.substring(0, name.length() - ".bin".length()) : name;
  }

  /**
   * What judges batches of prompts.
   *
   * @param heads folder of all tenants' heads
   * @param tenant whose head, checked; null for the shared router
   * @param fast whether embeddings are left out: no second opinion, the fast form of a head
   * @param embedding loads the embedding model; asked only where embeddings are read
   */
  public static BatchScorer batch(
      Base base,
      Path heads,
      @Nullable String tenant,
      boolean fast,
      Supplier<SentenceEmbedding> embedding)
      throws IOException {
    if (tenant != null) {
      return fast
          ? BatchScorer.tenantFast(base.router(), heads, tenant)
          : BatchScorer.tenant(base.router(), heads, tenant, embedding);
    }
    SecondOpinion opinion = base.opinion();
    return fast || opinion == null
        ? BatchScorer.shared(base.router())
        : BatchScorer.withOpinion(new OpinionScorer(base.router(), opinion), embedding.get());
  }

  /**
   * What the gateway judges single requests with: the fast path, or the fast form of a head.
   *
   * @param heads folder of all tenants' heads
   * @param tenant whose head, checked; null for the shared router
   */
  public static DifficultyScorer gateway(Base base, Path heads, @Nullable String tenant)
      throws IOException {
    return tenant == null ? base.router() : BatchScorer.head(base.router(), heads, tenant);
  }
}
