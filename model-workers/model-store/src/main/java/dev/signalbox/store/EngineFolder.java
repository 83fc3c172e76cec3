package dev.signalbox.store;

import dev.signalbox.store.manifest.Artifact;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The unpacked libraries of an engine build, all in one private folder (they look for each other
 * there). A listing of names and sizes written last tells a whole folder from a damaged one.
 */
final class EngineFolder {
  private static final String LISTING = "libraries.txt";

  private final Path folder;
  private final Artifact archive;

  EngineFolder(Path folder, Artifact archive) {
    this.folder = folder;
    this.archive = archive;
  }

  Path path() {
    return folder;
  }

  boolean isWhole() throws IOException {
    Path listing = folder.resolve(LISTING);
    return Files.isRegularFile(listing) && Files.readString(listing).equals(listing(folder));
  }

  /** Unpacks the libraries and the licence of a checked archive; nothing else in it is touched. */
  void unpack(Path tarball) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
    Pull.deleteTree(fresh);
    Files.createDirectories(fresh);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = Path.of(entry.getName()).getFileName().toString();
        if (entry.isFile() && isWanted(name)) {
          Files.copy(tar, fresh.resolve(name));
        }
      }
    }
    Files.writeString(fresh.resolve(LISTING), listing(fresh));
    Pull.deleteTree(folder);
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isWanted(String name) {
    return name.equals("LICENSE") || name.matches(".+\\.(so|dylib|dll|metal)");
  }

  private String listing(Path where) throws IOException {
    StringBuilder lines = new StringBuilder("archive ").append(archive.sha256()).append('\n');
    try (Stream<Path> files = Files.list(where)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (isWanted(name)) {
          lines.append(Files.size(file)).append(' ').append(name).append('\n');
        }
      }
    }
    return lines.toString();
  }
}
