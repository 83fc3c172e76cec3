package dev.signalbox.engine.llama.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.api.TokenChunk;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Keeps what a request got, with a demand that the test sets. */
class RecordingSink implements AnswerSink {
  private final AtomicLong demand;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable error;
  final List<TokenChunk> chunks = new CopyOnWriteArrayList<>();

  RecordingSink(long demand) {
    this.demand = new AtomicLong(demand);
  }

  static RecordingSink unbounded() {
    return new RecordingSink(Long.MAX_VALUE / 2);
  }

  void request(long more) {
    demand.addAndGet(more);
  }

  @Override
  public long demand() {
    return demand.get();
  }

  @Override
  public void next(TokenChunk chunk) {
    assertThat(demand.getAndDecrement()).as("demand").isPositive();
    chunks.add(chunk);
  }

  @Override
  public void complete() {
    ended.countDown();
  }

  @Override
  public void fail(Throwable failure) {
    error = failure;
    ended.countDown();
  }

  RecordingSink awaitEnd() throws InterruptedException {
    assertThat(ended.await(30, TimeUnit.SECONDS)).as("the request ended").isTrue();
    return this;
  }

  Throwable awaitFailure() throws InterruptedException {
    return Objects.requireNonNull(awaitEnd().error, "the request failed");
  }

  int[] ids(int choice) {
    assertThat(error).isNull();
    return chunks.stream()
        .filter(chunk -> chunk.choice() == choice)
        .flatMap(chunk -> chunk.tokenIds().stream())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  TokenChunk.Usage usage() {
    return Objects.requireNonNull(chunks.getLast().usage());
  }
}
