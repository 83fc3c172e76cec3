package dev.signalbox.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1));

  @TempDir private Path folder;

  /** A child that notes each of its lives' pids and then runs the given shell words. */
  private ChildSpec child(String name, String words) {
    Path pids = folder.resolve(name + ".pids");
    return new ChildSpec(
        name,
        List.of("/bin/sh", "-c", "echo $$ >> '" + pids + "'; " + words),
        Map.of(),
        folder.resolve(name + ".out"),
        folder.resolve(name + ".log"));
  }

  private List<Long> lives(String name) {
    Path pids = folder.resolve(name + ".pids");
    try {
      return Files.exists(pids)
          ? Files.readAllLines(pids).stream().map(Long::parseLong).toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private BooleanSupplier hasLived(String name, int times) {
    return () -> lives(name).size() >= times;
  }

  @Test
  void startsAChildAgainThatIsKilled() throws InterruptedException {
    try (Supervisor supervisor =
        new Supervisor(List.of(child("a", "exec sleep 60")), QUICK, LIMIT)) {
      supervisor.start();
      supervisor.awaitReady(hasLived("a", 1), LIMIT);

      ProcessHandle.of(lives("a").getFirst()).orElseThrow().destroyForcibly();

      supervisor.awaitReady(hasLived("a", 2), LIMIT);
    }
  }

  @Test
  void endsAllChildrenWhenClosed() throws InterruptedException {
    Supervisor supervisor =
        new Supervisor(
            List.of(child("a", "exec sleep 60"), child("b", "exec sleep 60")), QUICK, LIMIT);
    supervisor.start();
    supervisor.awaitReady(() -> lives("a").size() == 1 && lives("b").size() == 1, LIMIT);

    supervisor.close();
    supervisor.close();

    assertThat(List.of(lives("a").getFirst(), lives("b").getFirst()))
        .noneMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
  }

  @Test
  void killsAChildThatDoesNotEndWhenAsked() throws InterruptedException {
    Supervisor supervisor =
        new Supervisor(
            List.of(child("deaf", "trap '' TERM; while :; do sleep 1; done")),
            QUICK,
            Duration.ofMillis(300));
    supervisor.start();
    supervisor.awaitReady(hasLived("deaf", 1), LIMIT);

    supervisor.close();

    assertThat(ProcessHandle.of(lives("deaf").getFirst()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void failsWithTheLastWordsOfAChildThatEndsBeforeAllIsReady() {
    try (Supervisor supervisor =
        new Supervisor(
            List.of(child("bad", "echo 'Error: no such model'; exit 3")), QUICK, LIMIT)) {
      supervisor.start();

      assertThatThrownBy(() -> supervisor.awaitReady(() -> false, LIMIT))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("bad ended: no such model")
          .hasMessageContaining("bad.out");
    }
    assertThat(lives("bad")).hasSize(1);
  }

  @Test
  void failsForAChildThatEndsWhileReadinessIsLookedAt() {
    try (Supervisor supervisor =
        new Supervisor(List.of(child("brief", "echo 'Error: gone'; exit 3")), QUICK, LIMIT)) {
      supervisor.start();
      assertThatThrownBy(() -> supervisor.awaitReady(() -> false, LIMIT))
          .hasMessageContaining("brief ended: gone");

      assertThatThrownBy(() -> supervisor.awaitReady(() -> true, LIMIT))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("brief ended: gone");
    }
  }

  @Test
  void failsWhenItIsNotReadyInTime() {
    try (Supervisor supervisor =
        new Supervisor(List.of(child("slow", "exec sleep 60")), QUICK, LIMIT)) {
      supervisor.start();

      assertThatThrownBy(() -> supervisor.awaitReady(() -> false, Duration.ofMillis(150)))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("not ready");
    }
  }

  @Test
  void failsWhenAProgramIsMissing() {
    ChildSpec missing =
        new ChildSpec(
            "missing",
            List.of(folder.resolve("nowhere").toString()),
            Map.of(),
            folder.resolve("o"),
            folder.resolve("l"));
    try (Supervisor supervisor = new Supervisor(List.of(missing), QUICK, LIMIT)) {
      assertThatThrownBy(supervisor::start).isInstanceOf(CommandFailure.class);
    }
  }
}
