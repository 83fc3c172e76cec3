package dev.signalbox.store.fetch;

import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Fetches the archive of a Node package through npm, without running anything that is in it. */
final class NpmDownload {
  private final ClientTool npm;

  NpmDownload(ClientTool npm) {
    this.npm = npm;
  }

  void fetch(
      Artifact artifact, Source.NpmTarball source, Path folder, Path part, PullProgress progress)
      throws FetchFailedException, IOException, InterruptedException {
    Files.createDirectories(folder);
    try (Stream<Path> old = tarballs(folder)) {
      for (Path tarball : old.toList()) {
        Files.delete(tarball);
      }
    }
    npm.run(
        List.of(
            "pack",
            source.name() + "@" + source.version(),
            "--ignore-scripts",
            "--fetch-retries=1",
            "--pack-destination",
            folder.toString()),
        folder.resolve("npm.log"));
    try (Stream<Path> fresh = tarballs(folder)) {
      Path tarball =
          fresh.findFirst().orElseThrow(() -> new FetchFailedException("npm brought no archive"));
      Files.move(tarball, part, StandardCopyOption.REPLACE_EXISTING);
    }
    progress.received(artifact, Files.size(part));
  }

  private static Stream<Path> tarballs(Path folder) throws IOException {
    return Files.list(folder).filter(file -> file.getFileName().toString().endsWith(".tgz"));
  }
}
