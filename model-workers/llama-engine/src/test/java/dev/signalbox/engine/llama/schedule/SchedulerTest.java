package dev.signalbox.engine.llama.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final int CELLS = 4096;
  private static final int QUEUE = 24;
  private FakeContext context = new FakeContext(1, CELLS, tokens -> 1);
  private Scheduler scheduler = start(context, QUEUE);

  @AfterEach
  void close() {
    scheduler.close();
    assertThat(context.closed).isTrue();
  }

  @Test
  void requestsThatRunTogetherAnswerAsIfAlone() throws InterruptedException {
    use(8, tokens -> tokens);
    List<int[]> alone = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      alone.add(answer(request(prompt(i, 20 + 7 * i), 40, 1, i)).ids(0));
    }
    use(8, tokens -> tokens);

    List<RecordingSink> together = new ArrayList<>();
    context.closeGate();
    for (int i = 0; i < 24; i++) {
      together.add(submit(request(prompt(i, 20 + 7 * i), 40, 1, i)));
    }
    context.openGate();

    for (int i = 0; i < 24; i++) {
      assertThat(together.get(i).awaitEnd().ids(0)).isEqualTo(alone.get(i));
    }
    assertThat(context.decodes).anyMatch(decode -> decode.slots().size() == 8);
  }

  @Test
  void aLongPromptStopsNoStreamForLongerThanPromised() throws InterruptedException {
    use(4, tokens -> 20 + 5.0 * tokens);
    var stream = new RecordingSink(1);
    scheduler.submit(request(prompt(1, 10), 2_000, 1, 1), stream);
    await(() -> !stream.chunks.isEmpty());
    context.closeGate();
    stream.request(2_000);
    scheduler.wake();
    int from = context.decodes.size();

    var newcomer = submit(request(prompt(2, 3_000), 1, 1, 2));
    context.openGate();
    newcomer.awaitEnd();

    List<FakeContext.Decode> since = new ArrayList<>(context.decodes);
    assertThat(since.subList(from, since.size()))
        .allMatch(decode -> decode.millis() <= 200)
        .anyMatch(decode -> decode.tokens() > 8 && decode.slots().size() == 2);
  }

  @Test
  void sequencesStepInTurnWhereThatIsFaster() throws InterruptedException {
    use(2, tokens -> tokens == 1 ? 10 : 50);
    runTwo();
    assertThat(context.decodes.getLast().slots()).hasSize(1);

    use(2, tokens -> 10);
    runTwo();
    assertThat(context.decodes).anyMatch(d -> d.slots().size() == 2 && d.tokens() == 2);
  }

  @Test
  void newcomersSitBesideWhoIsThere() throws InterruptedException {
    use(8, tokens -> 10);
    List<RecordingSink> mixed = new ArrayList<>();
    context.closeGate();
    for (int i = 0; i < 8; i++) {
      mixed.add(submit(request(prompt(i, 60), 10 + 37 * i % 80, 1, i)));
    }
    context.openGate();
    for (RecordingSink one : mixed) {
      one.awaitEnd();
    }
    context.decodes.clear();

    context.closeGate();
    var first = submit(request(prompt(11, 60), 400, 1, 1));
    var second = submit(request(prompt(12, 60), 400, 1, 1));
    var third = submit(request(prompt(13, 60), 400, 1, 1));
    context.openGate();
    first.awaitEnd();
    second.awaitEnd();
    third.awaitEnd();

    assertThat(context.decodes)
        .anyMatch(decode -> decode.slots().size() == 3)
        .allMatch(decode ->
            decode.slots().getLast() - decode.slots().getFirst() == decode.slots().size() - 1);
  }

  @Test
  void whoMakesRoomForANewcomerKeepsItsCache() throws InterruptedException {
    use(3, tokens -> 10);
    int[] asked = prompt(2, 60);
    answer(request(prompt(1, 60), 1, 1, 1));
    int[] answered = joined(asked, answer(request(asked, 1, 1, 1)).ids(0));
    answer(request(prompt(3, 60), 1, 1, 1));
    answered = joined(answered, answer(request(answered, 5, 1, 1)).ids(0)); // now the last used
    var first = new RecordingSink(1);
    Runnable end = scheduler.submit(request(prompt(4, 60), 400, 1, 1), first);
    await(() -> first.chunks.size() == 1);
    answer(request(prompt(5, 60), 5, 1, 1)); // sits beside the first, where the second was

    context.decodes.clear();
    answer(request(answered, 1, 1, 1));
    end.run();

    assertThat(context.decodes.getFirst().tokens()).isLessThan(4);
  }

  private void runTwo() throws InterruptedException {
    context.decodes.clear();
    context.closeGate();
    var first = submit(request(prompt(1, 1), 50, 1, 1));
    var second = submit(request(prompt(2, 1), 50, 1, 1));
    context.openGate();
    first.awaitEnd();
    second.awaitEnd();
  }

  @Test
  void aReaderWithoutDemandPausesAndTheOthersGoOn() throws InterruptedException {
    use(2, tokens -> 1);
    var slow = new RecordingSink(3);
    scheduler.submit(request(prompt(1, 10), 10, 1, 1), slow);

    answer(request(prompt(2, 10), 100, 1, 2));

    assertThat(slow.chunks).hasSize(3);
    assertThat(scheduler.load().running()).isEqualTo(1);
    slow.request(100);
    scheduler.wake();
    assertThat(slow.awaitEnd().chunks).hasSize(10);
  }

  @Test
  void aCancelEndsTheReadingOfALongPrompt() throws InterruptedException {
    use(2, tokens -> 1);
    var entered = context.holdDecodes();
    var sink = RecordingSink.unbounded();
    Runnable cancel = scheduler.submit(request(prompt(1, 2_000), 5, 1, 1), sink);
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

    cancel.run();

    await(() -> scheduler.load().running() == 0);
    assertThat(sink.chunks).isEmpty();
    assertThat(answer(request(prompt(1, 2_000), 5, 1, 1)).ids(0)).hasSize(5);
  }

  @Test
  void theNextTurnFindsItsConversationInTheCache() throws InterruptedException {
    use(2, tokens -> 1);
    int[] first = prompt(1, 300);
    int[] answer = answer(request(first, 20, 1, 1)).ids(0);
    int[] second = joined(joined(first, answer), prompt(7, 15));

    var turn = answer(request(second, 5, 1, 1));

    // All but the last token of the answer, which was drawn and never fed.
    assertThat(turn.usage().cachedTokens()).isEqualTo(first.length + answer.length - 1);
    assertThat(turn.usage().promptTokens()).isEqualTo(second.length);
    use(2, tokens -> 1);
    assertThat(answer(request(second, 5, 1, 1)).ids(0)).isEqualTo(turn.ids(0));
  }

  @Test
  void aSharedBeginningIsCopiedAndBothConversationsKeepTheirCache() throws InterruptedException {
    use(2, tokens -> 1);
    int[] shared = prompt(1, 100);
    int[] long1 = joined(shared, prompt(2, 400));
    int[] other = joined(shared, prompt(3, 50));
    answer(request(long1, 5, 1, 1));

    assertThat(answer(request(other, 5, 1, 1)).usage().cachedTokens()).isEqualTo(100);
    assertThat(answer(request(long1, 5, 1, 1)).usage().cachedTokens()).isEqualTo(long1.length - 1);
    assertThat(answer(request(other, 5, 1, 1)).usage().cachedTokens()).isEqualTo(other.length - 1);
  }

  @Test
  void choicesShareThePromptAndDifferBySeed() throws InterruptedException {
    use(4, tokens -> 1);
    int[] prompt = prompt(1, 200);

    var three = answer(request(prompt, 12, 3, 5));

    assertThat(scheduler.load().promptTokensTotal()).isLessThanOrEqualTo(200 + 2 * 2);
    assertThat(three.usage().completionTokens()).isEqualTo(36);
    for (int choice = 0; choice < 3; choice++) {
      assertThat(three.ids(choice)).isEqualTo(answer(request(prompt, 12, 1, 5 + choice)).ids(0));
    }
  }

  @Test
  void manyChoicesDoNotHoldUpTheLine() throws InterruptedException {
    use(2, tokens -> 1);
    var many = RecordingSink.unbounded();
    var finished = new AtomicLong();
    var one =
        new RecordingSink(Long.MAX_VALUE / 2) {
          @Override
          public void complete() { // on the scheduler's thread: the many cannot go on meanwhile
            finished.set(many.chunks.stream().filter(chunk -> chunk.finish() != null).count());
            super.complete();
          }
        };
    context.closeGate(); // so that the many have no start, however slowly the other one comes
    scheduler.submit(request(prompt(1, 10), 30, 60, 1), many);
    scheduler.submit(request(prompt(2, 10), 30, 1, 2), one);
    context.openGate();

    one.awaitEnd();

    assertThat(finished.get()).isLessThan(10);
    many.awaitEnd();
  }

  @Test
  void aContinuedAnswerGoesOnAsTheUndisturbedOne() throws InterruptedException {
    int[] prompt = prompt(1, 30);
    int[] whole = answer(request(prompt, 40, 1, 9)).ids(0);
    int[] begun = joined(prompt, Arrays.copyOf(whole, 17));
    use(1, tokens -> 1);

    assertThat(answer(request(begun, 23, 1, 9)).ids(0))
        .isEqualTo(Arrays.copyOfRange(whole, 17, 40));
  }

  @Test
  void aFullLineRefusesAndAPlaceIsFreeAfterACancel() {
    use(1, tokens -> 1);
    var nothing = new RecordingSink(0);
    scheduler.submit(request(prompt(1, 10), 5, 1, 1), nothing);
    await(() -> scheduler.load().running() == 1);
    Runnable last = () -> {};
    for (int i = 0; i < QUEUE; i++) {
      last = scheduler.submit(request(prompt(1, 10), 5, 1, 1), nothing);
    }

    assertThatThrownBy(() -> submit(request(prompt(1, 10), 5, 1, 1)))
        .isInstanceOfSatisfying(
            EngineRefusedException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(EngineRefusedException.Kind.QUEUE_FULL);
              assertThat(e.retryAfter()).isPositive();
            });
    last.run();
    scheduler.submit(request(prompt(1, 10), 5, 1, 1), nothing);
    assertThat(scheduler.load().waiting()).isEqualTo(QUEUE);
  }

  @Test
  void aFailedDecodeEndsItsRequestsAndTheEngineGoesOn() throws InterruptedException {
    use(2, tokens -> 1);
    answer(request(prompt(1, 10), 5, 1, 1));
    context.failNextDecode();

    assertThat(submit(request(prompt(1, 10), 5, 1, 1)).awaitFailure())
        .isInstanceOf(EngineFailedException.class);

    assertThat(answer(request(prompt(1, 10), 5, 1, 1)).ids(0)).hasSize(5);
    assertThat(scheduler.load().running()).isZero();
  }

  @Test
  void aFaultInOneRequestsDrawIsItsOwn() throws InterruptedException {
    use(2, tokens -> 1);
    var good = new RecordingSink(1);
    scheduler.submit(request(prompt(1, 10), 50, 1, 1), good);
    var bad = submit(request(prompt(2, 10), 50, 1, FakeContext.BROKEN_SEED));
    good.request(1_000);
    scheduler.wake();

    assertThat(bad.awaitFailure()).isInstanceOf(EngineFailedException.class);
    assertThat(good.awaitEnd().ids(0)).hasSize(50);
  }

  @Test
  void closingEndsWhatRunsAndWhatWaits() throws InterruptedException {
    use(1, tokens -> 1);
    var running = new RecordingSink(1);
    scheduler.submit(request(prompt(1, 10), 5, 1, 1), running);
    await(() -> running.chunks.size() == 1);
    var waiting = submit(request(prompt(2, 10), 5, 1, 1));

    scheduler.close();

    assertThat(running.awaitFailure()).isInstanceOf(EngineFailedException.class);
    assertThat(waiting.awaitFailure()).isInstanceOf(EngineFailedException.class);
    assertThatThrownBy(() -> submit(request(prompt(2, 10), 5, 1, 1)))
        .isInstanceOf(EngineFailedException.class);
  }

  private void use(int slots, IntToDoubleFunction cost) {
    scheduler.close();
    context = new FakeContext(slots, CELLS, cost);
    scheduler = start(context, QUEUE);
    context.decodes.clear();
  }

  private static Scheduler start(FakeContext context, int queue) {
    return new Scheduler(context, CELLS, queue, 1, context::nanoTime);
  }

  private RecordingSink submit(GenerationRequest request) {
    var sink = RecordingSink.unbounded();
    scheduler.submit(request, sink);
    return sink;
  }

  private RecordingSink answer(GenerationRequest request) throws InterruptedException {
    return submit(request).awaitEnd();
  }

  private static GenerationRequest request(int[] prompt, int maxTokens, int n, long seed) {
    var sampling = new Sampling(1, 1, 0, 0, 1, 0, 0, 64, Map.of(), seed);
    return new GenerationRequest("r", prompt, maxTokens, n, sampling, List.of(), -1, true, false);
  }

  private static int[] prompt(int seed, int length) {
    return IntStream.range(0, length)
        .map(i -> 1 + Math.floorMod(seed * 131 + i * 17, FakeContext.VOCABULARY - 1))
        .toArray();
  }

  private static int[] joined(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
