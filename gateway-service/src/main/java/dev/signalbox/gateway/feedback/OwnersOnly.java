package dev.signalbox.gateway.feedback;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * How files and folders are made that hold what tenants wrote: for their owner alone, whatever the
 * umask. What is there already stays as it is; somebody may have let others in. Where the file
 * system has no such permissions, as usual there.
 */
final class OwnersOnly {
  private OwnersOnly() {}

  /** For a file that is made in that folder. */
  static FileAttribute<?>[] file(Path folder) {
    return attributes(folder, "rw-------");
  }

  /** For a folder that is made, or for several. */
  static FileAttribute<?>[] folder(Path folder) {
    return attributes(folder, "rwx------");
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
