package dev.signalbox.store;

import dev.signalbox.store.fetch.FetchFailedException;
import dev.signalbox.store.fetch.Fetcher;
import dev.signalbox.store.fetch.PullProgress;
import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.Source;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Brings one artifact to its place: sources in their order until one gives bytes with the right
 * digest, then a rename. Until that rename the place holds nothing, so no half file is ever taken
 * for a whole one.
 */
final class Pull {
  private static final long MARGIN = 16L << 20;

  private final StoreHome home;
  private final Fetcher fetcher;
  private final ToLongFunction<Path> freeBytes;

  Pull(StoreHome home, Fetcher fetcher, ToLongFunction<Path> freeBytes) {
    this.home = home;
    this.fetcher = fetcher;
    this.freeBytes = freeBytes;
  }

  /**
   * Makes {@code target} the artifact. The caller holds the artifact's lock.
   *
   * @param howToBring what a person can do when no source gives it
   */
  void run(Artifact artifact, Path target, String howToBring, PullProgress progress)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(home.downloads().resolve(artifact.id()));
    Path part = folder.resolve("file.part");
    requireSpace(artifact, part);
    progress.received(artifact, Files.exists(part) ? Files.size(part) : 0);
    List<String> reasons = new ArrayList<>();
    for (Source source : artifact.sources()) {
      try {
        fetcher.fetch(artifact, source, folder.resolve("pieces"), part, progress);
        accept(artifact, part, target);
        deleteTree(folder);
        return;
      } catch (FetchFailedException e) {
        reasons.add(source.label() + ": " + e.getMessage());
      } catch (FileSystemException e) {
        throw diskTrouble(artifact, e);
      } catch (IOException e) {
        reasons.add(source.label() + ": " + e.getMessage());
      }
    }
    throw new StoreException(
        "cannot fetch %s (%s); try again later, or %s"
            .formatted(artifact.id(), String.join("; ", reasons), howToBring));
  }

  /** Takes a file that the user has; it stays where it is. */
  void copy(Artifact artifact, Path given, Path target) throws IOException {
    Path folder = Files.createDirectories(home.downloads().resolve(artifact.id()));
    Path part = folder.resolve("given.part");
    requireSpace(artifact, part);
    Files.copy(given, part, StandardCopyOption.REPLACE_EXISTING);
    try {
      accept(artifact, part, target);
    } catch (FetchFailedException e) {
      throw new StoreException(
          given + ": " + e.getMessage() + "; get the official file and try again", e);
    }
    deleteTree(folder);
  }

  private static void accept(Artifact artifact, Path part, Path target)
      throws FetchFailedException, IOException {
    String found = Digest.sha256(part);
    if (!found.equals(artifact.sha256())) {
      Files.delete(part);
      deleteTree(part.resolveSibling("pieces"));
      throw new FetchFailedException(
          "wrong digest: SHA-256 is " + found + " (expected: " + artifact.sha256() + ")");
    }
    Files.createDirectories(target.getParent());
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    new VerifiedFile(target, artifact.sha256()).remember();
  }

  private void requireSpace(Artifact artifact, Path part) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    long needed = artifact.bytes() - have + MARGIN;
    long free = freeBytes.applyAsLong(part.getParent());
    if (free < needed) {
      throw new StoreException(
          "%s needs %d MB free under %s, there are %d MB; free some space or set SIGNALBOX_HOME to a larger disk"
              .formatted(artifact.id(), needed >> 20, home.root(), free >> 20));
    }
  }

  private StoreException diskTrouble(Artifact artifact, FileSystemException e) {
    return new StoreException(
        "cannot store %s under %s: %s; free some space or set SIGNALBOX_HOME to another disk"
            .formatted(artifact.id(), home.root(), e.getReason() == null ? e : e.getReason()),
        e);
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
