package dev.signalbox.gateway.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

@Timeout(20)
class StartQueueTest {
  private static final Duration SHARE = Duration.ofNanos(100);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final SingleThreadEventLoop loop = (SingleThreadEventLoop) group.next();
  private final List<String> seen = new ArrayList<>();
  private final CountDownLatch last = new CountDownLatch(1);
  private long now;
  private final StartQueue queue = new StartQueue(loop, SHARE, () -> now);

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void letsWhatIsUnderWayGoBetweenTwoBeginnings() throws Exception {
    onLoop(() -> {
      begin("a", 100);
      begin("b", 100);
      begin("c", 100);
      loop.execute(() -> seen.add("came meanwhile"));
    });

    assertThat(seen).containsExactly("came meanwhile", "a", "chunk of a", "b", "chunk of b", "c");
  }

  @Test
  void beginsAsMuchAsItsShareOfARoundHolds() throws Exception {
    onLoop(() -> {
      begin("a", 40);
      begin("b", 60);
      begin("c", 10);
    });

    assertThat(seen).containsExactly("a", "b", "chunk of a", "chunk of b", "c");
  }

  @Test
  void beginsMoreWhereTheRestOfARoundIsLong() throws Exception {
    onLoop(() -> {
      begin("a", 100);
      begin("b", 100);
      begin("c", 100);
      loop.execute(() -> now += 4 * 250);
    });

    assertThat(seen).containsExactly("a", "b", "c", "chunk of a", "chunk of b");
  }

  @Test
  void neverBeginsWhatWasCancelledBeforeItsTurn() throws Exception {
    onLoop(() -> {
      begin("a", 100);
      Disposable gone = begin("b", 100);
      begin("c", 100);
      loop.execute(gone::dispose);
    });

    assertThat(seen).containsExactly("b is closed", "a", "chunk of a", "c");
  }

  @Test
  void goesOnAfterABeginningThatFailed() throws Exception {
    onLoop(() -> {
      begin(
          "a",
          100,
          () -> {
            throw new IllegalStateException("broken");
          });
      begin("c", 100);
    });

    assertThat(seen).containsExactly("a", "broken", "c");
  }

  @Test
  void tellsOfABeginningThatFailedForGood() throws Exception {
    onLoop(() -> {
      begin(
          "a",
          100,
          () -> {
            throw new NoClassDefFoundError("fatal to Reactor");
          });
      begin("c", 100);
    });

    assertThat(seen).containsExactly("a", "a is broken", "c");
  }

  @Test
  void goesOnAfterAllHadTheirTurn() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    loop.submit(() -> begin("a", 0, () -> loop.execute(first::countDown))).get();
    first.await();

    onLoop(() -> begin("c", 0));

    assertThat(seen).containsExactly("a", "c");
  }

  /** Something that takes so long to begin, and then has a chunk under way. */
  private Disposable begin(String name, long nanos) {
    return begin(
        name,
        nanos,
        () -> {
          if (!name.equals("c")) {
            loop.execute(() -> seen.add("chunk of " + name));
          }
        });
  }

  /** Something that takes so long to begin, and then does something; "c" is the last. */
  private Disposable begin(String name, long nanos, Runnable then) {
    Mono<Void> next =
        Mono.defer(() -> {
          seen.add(name);
          now += nanos;
          if (name.equals("c")) {
            loop.execute(last::countDown);
          }
          then.run();
          return Mono.empty();
        });
    return Mono.usingWhen(
            Mono.just(name),
            open -> queue.let(next, () -> seen.add(name + " is broken")),
            open -> Mono.empty(),
            (open, error) -> Mono.empty(),
            open -> Mono.fromRunnable(() -> seen.add(name + " is closed")))
        .subscribe(value -> {}, error -> seen.add(String.valueOf(error.getMessage())));
  }

  private void onLoop(Runnable task) throws Exception {
    loop.submit(task).get();
    last.await();
  }
}
