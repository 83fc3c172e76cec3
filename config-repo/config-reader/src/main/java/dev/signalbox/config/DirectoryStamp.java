package dev.signalbox.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file system says of some files without their being read. Equal stamps mean equal contents
 * if the files had not changed just before: a file system's clock may stand still for a while, and
 * a second change of the same length within that while leaves no trace (git's "racily clean").
 *
 * @param marks of each file, in the order given; empty where not all could be listed
 */
record DirectoryStamp(List<Mark> marks) {
  /** The coarsest clock of a file system in use ticks every two seconds. */
  private static final Duration TICK = Duration.ofSeconds(2);

  DirectoryStamp {
    marks = List.copyOf(marks);
  }

  /**
   * One file as the file system tells of it; links are followed.
   *
   * @param path where it lies
   * @param size bytes; -1 if nothing can be told
   * @param changed when it changed last
   * @param key what tells one file from another; null where the file system has no such thing
   */
  record Mark(Path path, long size, FileTime changed, @Nullable Object key) {
    private static Mark of(Path path) {
      try {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        return new Mark(path, found.size(), found.lastModifiedTime(), found.fileKey());
      } catch (IOException e) {
        return new Mark(path, -1, FileTime.fromMillis(0), null);
      }
    }
  }

  /** Looks at files and directories. */
  static DirectoryStamp of(List<Path> paths) {
    List<Mark> marks = new ArrayList<>(paths.size());
    for (Path path : paths) {
      marks.add(Mark.of(path));
    }
    return new DirectoryStamp(marks);
  }

  /** Whether a change after this moment would show in the next stamp; never if nothing is told. */
  boolean isSettled(Instant now) {
    if (marks.isEmpty()) {
      return false;
    }
    Instant limit = now.minus(TICK);
    for (Mark mark : marks) {
      if (!mark.changed().toInstant().isBefore(limit)) {
        return false;
      }
    }
    return true;
  }
}
