package dev.signalbox.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Remembers that a file's digest was checked, so that the next start need not read a gigabyte. The
 * stamp beside the file names the digest, the size and the time of the last change; it holds only
 * as long as all three do.
 */
final class VerifiedFile {
  private final Path file;
  private final Path stamp;
  private final String sha256;

  VerifiedFile(Path file, String sha256) {
    this.file = file;
    this.stamp = file.resolveSibling(file.getFileName() + ".sha256");
    this.sha256 = sha256;
  }

  /** Whether the file is known to be the right one, without reading it. */
  boolean isRemembered() throws IOException {
    return Files.isRegularFile(file)
        && Files.isRegularFile(stamp)
        && Files.readString(stamp).equals(mark());
  }

  /** Reads the whole file; if it is the right one, remembers that. */
  boolean check() throws IOException {
    boolean right = Digest.sha256(file).equals(sha256);
    if (right) {
      remember();
    }
    return right;
  }

  /** Notes that the file is the right one; its digest was checked just now. */
  void remember() throws IOException {
    Path fresh = stamp.resolveSibling(stamp.getFileName() + ".new");
    Files.writeString(fresh, mark());
    Files.move(fresh, stamp, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(stamp);
    Files.deleteIfExists(file);
  }

  private String mark() throws IOException {
    return "%s %d %d%n"
        .formatted(sha256, Files.size(file), Files.getLastModifiedTime(file).toMillis());
  }
}
