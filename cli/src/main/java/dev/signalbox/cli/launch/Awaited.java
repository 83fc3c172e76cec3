package dev.signalbox.cli.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Passes on what a log says of what is still waited for. */
final class Awaited {
  private static final String MARK = "not ready yet: ";

  private final Path log;
  private final Consumer<String> told;
  private long read;

  /**
   * @param log may not be there yet
   * @param from where to begin, in bytes
   * @param told takes each line from its mark on
   */
  Awaited(Path log, long from, Consumer<String> told) {
    this.log = log;
    this.read = from;
    this.told = told;
  }

  /** Passes on what was written since the last look; lines that are not whole wait for the next. */
  void look() {
    if (!Files.exists(log)) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, in.length() - read)];
      in.seek(read);
      in.readFully(bytes);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      read += end;
      new String(bytes, 0, end, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(MARK))
          .forEach(line -> told.accept(line.substring(line.indexOf(MARK))));
    } catch (IOException e) {
      // what cannot be read now may be at the next look; nobody waits for these words
      return;
    }
  }
}
