package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.data.ByteOrderMark;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log in UTF-8, without a byte order mark. Tells a line that ends from one that does
 * not, which {@link java.io.BufferedReader} keeps to itself.
 */
final class LogText implements AutoCloseable {
  private final InputStream in;
  private long number;
  private boolean ended;

  private LogText(InputStream in) {
    this.in = in;
  }

  static LogText open(Path file) throws IOException {
    return new LogText(new BufferedInputStream(Files.newInputStream(file)));
  }

  /**
   * The next line without its end; null where there is none.
   *
   * @throws CharacterCodingException if it is no UTF-8; of a line that does not end, which may be
   *     cut within a letter, that letter is replaced
   */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int one = in.read();
    if (one < 0) {
      return null;
    }
    while (one >= 0 && one != '\n') {
      line.write(one);
      one = in.read();
    }
    ended = one == '\n';
    number++;
    String text = ended ? strict(line.toByteArray()) : line.toString(StandardCharsets.UTF_8);
    text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    return number == 1 ? ByteOrderMark.skipped(text) : text;
  }

  /** Number of the line that was last read, from 1 on. */
  long number() {
    return number;
  }

  /** Whether the line that was last read ends, as every line does that was written whole. */
  boolean ended() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static String strict(byte[] line) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
  }
}
