package dev.signalbox.gateway.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was acknowledged is on the disk, also where several gateways write to one folder. */
class RatingStoreTest {
  private static final int EACH = 60;

  /** Ratings of twice {@value #EACH} are longer than this, and shorter than twice this. */
  private static final int ROTATES_ONCE = 40_000;

  @TempDir private Path folder = Path.of("");

  /** The lines of a file and of the one that it took the place of. */
  private List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String one : List.of(name + ".old", name)) {
      Path file = folder.resolve("acme").resolve(one);
      if (Files.exists(file)) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private void assertAllKept(String... writers) throws IOException {
    List<String> ids =
        Stream.of(writers)
            .flatMap(name -> IntStream.range(0, EACH).mapToObj(i -> name + "-" + i))
            .toList();
    for (String file : List.of("ratings.jsonl", "labels.jsonl")) {
      assertThat(lines(file))
          .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
          .extracting(line -> line.replaceAll(".*\"request_id\":\"([^\"]*)\".*", "$1"))
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ROTATES_ONCE, 1_000_000})
  void storesOfOneProcessLoseNothingOfEachOther(int longestFile) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Void>> both = new ArrayList<>();
      for (String name : List.of("a", "b")) {
        both.add(() -> {
          new RatingWriter(folder, longestFile, name).keep(EACH);
          return null;
        });
      }
      for (Future<Void> writer : threads.invokeAll(both)) {
        writer.get();
      }
    }

    assertAllKept("a", "b");
    assertThat(Files.exists(folder.resolve("acme/ratings.jsonl.old")))
        .isEqualTo(longestFile == ROTATES_ONCE);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseReadsWhatTenantsWrote() throws Exception {
    Path store = folder.resolve("home/feedback");
    new RatingWriter(store, 2_000, "a").keep(10);

    assertThat(permissions(store)).isEqualTo("rwx------");
    assertThat(permissions(store.resolve("acme"))).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(store.resolve("acme"))) {
      assertThat(files.toList())
          .extracting(file -> file.getFileName().toString(), RatingStoreTest::permissions)
          .containsExactlyInAnyOrder(
              tuple(".lock", "rw-------"),
              tuple("labels.jsonl", "rw-------"),
              tuple("ratings.jsonl", "rw-------"),
              tuple("ratings.jsonl.old", "rw-------"));
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void processesLoseNothingOfEachOther() throws Exception {
    List<Process> writers = new ArrayList<>();
    try {
      for (String name : List.of("a", "b")) {
        writers.add(start(name));
      }
      for (Process writer : writers) {
        assertThat(writer.getInputStream().read()).isEqualTo('r');
      }
      for (Process writer : writers) {
        writer.getOutputStream().write('g');
        writer.getOutputStream().close();
      }
      for (Process writer : writers) {
        assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(writer.exitValue()).isZero();
      }
    } finally {
      writers.forEach(Process::destroyForcibly);
    }

    assertAllKept("a", "b");
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RatingWriter.class.getName(),
            folder.toString(),
            Integer.toString(ROTATES_ONCE),
            name,
            Integer.toString(EACH))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
