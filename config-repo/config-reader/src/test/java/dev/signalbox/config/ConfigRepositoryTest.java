package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigRepositoryTest {
  @TempDir Path temp;
  ColorDirectory directory;
  final ColorBinder first = new ColorBinder();
  final ColorBinder second = new ColorBinder();
  ConfigRepository repository;

  /** After so long without an event a change is read, and after so much longer whatever happens. */
  private static final long QUIET_NANOS = 40_000_000;

  private static final long ENDLESS_NANOS = 450_000_000;

  @BeforeEach
  void open() {
    directory = new ColorDirectory(temp).write("colors/a.yaml", "name: red\n");
    repository =
        ConfigRepository.open(
            temp, ColorDirectory.schemas(), List.of(first, second), Clock.systemUTC());
    first.commits.clear();
    second.commits.clear();
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void takesUpAChangeWithinTwoSeconds() throws Exception {
    directory.write("colors/b.yaml", "name: blue\n");

    assertThat(first.commits.poll(2, TimeUnit.SECONDS)).containsExactly("red", "blue");
    assertThat(second.commits.poll(2, TimeUnit.SECONDS)).containsExactly("red", "blue");
  }

  @Test
  void takesUpTheSwapOfAKubernetesVolume() throws Exception {
    Files.delete(temp.resolve("colors/a.yaml"));
    directory.write("colors/..1/a.yaml", "name: red\n").write("colors/..2/a.yaml", "name: blue\n");
    Path data = temp.resolve("colors/..data");
    Files.createSymbolicLink(data, Path.of("..1"));
    Files.createSymbolicLink(temp.resolve("colors/a.yaml"), Path.of("..data/a.yaml"));
    repository.reload();
    first.commits.clear();

    Path swapped = Files.createSymbolicLink(temp.resolve("colors/..data_tmp"), Path.of("..2"));
    Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

    assertThat(first.commits.poll(2, TimeUnit.SECONDS)).containsExactly("blue");
  }

  @Test
  void takesUpAChangeThatGivesNoEvent(@TempDir Path elsewhere) throws Exception {
    Path target = Files.writeString(elsewhere.resolve("b.yaml"), "name: blue\n");
    Files.createSymbolicLink(temp.resolve("colors/b.yaml"), target);
    assertThat(first.commits.poll(2, TimeUnit.SECONDS)).containsExactly("red", "blue");

    Files.writeString(target, "name: pink\n");

    assertThat(first.commits.poll(2, TimeUnit.SECONDS)).containsExactly("red", "pink");
  }

  /** What a copy of a folder does: files go and come again while there is an event every moment. */
  @Test
  void doesNotTakeUpAFolderThatIsBeingReplaced() throws Exception {
    directory.write("colors/b.yaml", "name: blue\n");
    assertThat(first.commits.poll(2, TimeUnit.SECONDS)).containsExactly("red", "blue");

    int copied = 0;
    for (int round = 0; round < 100 && copied < 5; round++) {
      long longest = 0;
      long begun = System.nanoTime();
      long last = begun;
      Files.delete(temp.resolve("colors/b.yaml"));
      for (int step = 0; step < 12; step++) {
        directory.write("colors/other-" + step + ".txt", "" + round);
        longest = Math.max(longest, System.nanoTime() - last);
        last = System.nanoTime();
        Thread.sleep(5);
      }
      directory.write("colors/b.yaml", "name: blue\n");
      longest = Math.max(longest, System.nanoTime() - last);
      long whole = System.nanoTime() - begun;
      List<String> commit = first.commits.poll(300, TimeUnit.MILLISECONDS);
      // a machine that stood still in the middle was as quiet as a finished copy
      if (longest < QUIET_NANOS && whole < ENDLESS_NANOS) {
        assertThat(commit).isIn(null, List.of("red", "blue"));
        copied++;
      }
      first.commits.clear();
    }
    assertThat(copied).isPositive();
  }

  @Test
  void takesUpAChangeThoughEventsNeverEnd() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Thread restless =
        Thread.ofPlatform()
            .start(() -> {
              while (!enough.get()) {
                directory.write("colors/restless.txt", "" + System.nanoTime());
                LockSupport.parkNanos(5_000_000);
              }
            });
    try {
      directory.write("colors/b.yaml", "name: blue\n");

      assertThat(first.commits.poll(2, TimeUnit.SECONDS)).containsExactly("red", "blue");
    } finally {
      enough.set(true);
      restless.join();
    }
  }

  @Test
  void keepsTheOldRevisionWhileAChangeIsWrongAndSaysWhy() {
    String before = repository.state().revision();
    directory.write("colors/b.yaml", "name: blue\n").write("colors/c.yaml", "shade: 3\n");

    assertThat(repository.reload()).isFalse();
    assertThat(repository.state().revision()).isEqualTo(before);
    assertThat(repository.state().rejected()).isNotNull();
    assertThat(first.commits).isEmpty();
    assertThat(second.commits).isEmpty();
  }

  @Test
  void commitsToNobodyWhenOneOwnerRejects() {
    directory.write("colors/b.yaml", "name: forbidden\n");

    assertThat(repository.reload()).isFalse();
    assertThat(repository.state().rejected())
        .extracting(rejected -> rejected.problems().getFirst().toString())
        .isEqualTo("colors/b.yaml:1:7: name: \"forbidden\" (expected: another name)");
    assertThat(first.commits).isEmpty();
  }

  @Test
  void missesTheFolderOfAKindAndTakesAnEmptyOne() throws IOException {
    String before = repository.state().revision();
    Files.delete(temp.resolve("colors/a.yaml"));
    Files.delete(temp.resolve("colors"));

    assertThat(repository.reload()).isFalse();
    assertThat(repository.state().revision()).isEqualTo(before);
    assertThat(repository.state().rejected())
        .extracting(rejected -> rejected.problems().getFirst().toString())
        .isEqualTo("colors: does not exist (expected: a directory, as until now)");
    assertThat(first.commits).isEmpty();

    Files.createDirectory(temp.resolve("colors"));

    assertThat(repository.reload()).isTrue();
    assertThat(first.commits).containsExactly(List.of());
  }

  @Test
  void missesNoFolderThatWasNeverThere(@TempDir Path empty) {
    try (ConfigRepository other =
        ConfigRepository.open(empty, ColorDirectory.schemas(), List.of(), Clock.systemUTC())) {
      assertThat(other.reload()).isTrue();
    }
  }

  @Test
  void forgetsTheRejectionOnceTheChangeIsUndone() throws IOException {
    directory.write("colors/b.yaml", "name: [\n");
    repository.reload();

    Files.delete(temp.resolve("colors/b.yaml"));

    assertThat(repository.reload()).isTrue();
    assertThat(repository.state().rejected()).isNull();
  }

  @Test
  void givesEqualContentEqualRevisions(@TempDir Path elsewhere) {
    new ColorDirectory(elsewhere).write("colors/a.yaml", "name: red\n");

    try (ConfigRepository other =
        ConfigRepository.open(elsewhere, ColorDirectory.schemas(), List.of(), Clock.systemUTC())) {
      assertThat(other.state().revision()).isEqualTo(repository.state().revision());
    }
  }

  @Test
  void refusesToOpenAWrongDirectory() {
    directory.write("colors/a.yaml", "name: 7\n");

    assertThatThrownBy(() ->
            ConfigRepository.open(
                temp, ColorDirectory.schemas(), List.of(first), Clock.systemUTC()))
        .isInstanceOf(ConfigRejectedException.class)
        .hasMessage("colors/a.yaml:1:7: name: 7 (expected: lower case letters)");
    assertThat(first.commits).isEmpty();
  }

  @Test
  void servesWithoutADirectory() {
    try (ConfigRepository none =
        ConfigRepository.withoutDirectory(
            ColorDirectory.schemas(), List.of(first), Clock.systemUTC())) {
      assertThat(none.reload()).isTrue();
      assertThat(none.state().files()).isEmpty();
      assertThat(first.commits).containsExactly(List.of());
    }
  }
}
