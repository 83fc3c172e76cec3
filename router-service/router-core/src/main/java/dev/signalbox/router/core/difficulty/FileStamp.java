package dev.signalbox.router.core.difficulty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file's state, to see whether it has changed.
 *
 * @param bytes its size; -1 if there is none
 * @param modified when it was written
 */
public record FileStamp(long bytes, FileTime modified) {
  private static final FileStamp NONE = new FileStamp(-1, FileTime.fromMillis(0));

  /** State of a file now. */
  public static FileStamp of(Path file) {
    try {
      return new FileStamp(Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return NONE;
    }
  }
}
