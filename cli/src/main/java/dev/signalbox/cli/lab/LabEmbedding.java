package dev.signalbox.cli.lab;

import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import dev.signalbox.router.embedding.BgeSmallEmbedding;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The embedding model of one run of a verb: loaded when it is first asked for, on every core. */
public final class LabEmbedding implements Supplier<SentenceEmbedding>, AutoCloseable {
  private final ExecutorService cores =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private @Nullable BgeSmallEmbedding model;

  @Override
  public SentenceEmbedding get() {
    if (model == null) {
      model = new BgeSmallEmbedding(cores);
    }
    return model;
  }

  @Override
  public void close() {
    cores.close();
    if (model != null) {
      model.close();
    }
  }
}
