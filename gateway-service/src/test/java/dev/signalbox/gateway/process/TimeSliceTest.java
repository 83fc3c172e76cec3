package dev.signalbox.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class TimeSliceTest {
  private static final Duration SHORT = Duration.ofNanos(100_000);

  private TimeSlice system;

  @BeforeEach
  void needsASystemThatSays() {
    Optional<TimeSlice> known = TimeSlice.ofSystem();
    assumeTrue(known.isPresent(), "no system call is known for this processor");
    system = known.get();
    assumeTrue(!system.current().isZero(), "this kernel has no slices of threads' own");
  }

  @Test
  void getsWhatItAsksFor() throws Exception {
    assertThat(onThread(() -> system.ask(SHORT) ? system.current() : Duration.ZERO))
        .isEqualTo(SHORT);
  }

  @Test
  void leavesOtherThreadsTheirs() throws Exception {
    Duration before = system.current();

    onThread(() -> system.ask(SHORT));

    assertThat(system.current()).isEqualTo(before).isGreaterThan(SHORT);
  }

  @Test
  void threadsThatAreStartedByOneWithShortSlicesHaveTheUsual() throws Exception {
    Duration usual = system.current();

    Duration started =
        onThread(() -> {
          system.ask(SHORT);
          return startedHere(system::current);
        });

    assertThat(started).isEqualTo(usual);
  }

  /** What a thread says that the calling one starts. */
  private static Duration startedHere(Supplier<Duration> task) {
    CompletableFuture<Duration> done = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> done.complete(task.get()));
    return done.join();
  }

  private static <T> T onThread(Supplier<T> task) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> done.completeAsync(task, Runnable::run));
    return done.get();
  }
}
