package dev.signalbox.cli.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The log of a detached {@code up}, which is appended to: what counts is what comes after those
 * before it.
 *
 * @param file the log
 * @param from where this one's words begin, in bytes
 */
record DetachedLog(Path file, long from) {
  private static final String OURS = "signalbox: ";

  /** How the lines begin that this command and its script write on the way. */
  private static final List<String> PROGRESS =
      List.of(
          "starting ",
          "not ready yet: ",
          "pulling ",
          "no ahead-of-time cache",
          "building ",
          "waiting for another build");

  /** From the end of what is there now. */
  static DetachedLog of(Path file) throws IOException {
    return new DetachedLog(file, Files.exists(file) ? Files.size(file) : 0);
  }

  /** Its ready line and how to ask, as it printed them; empty before. */
  String greeting() throws IOException {
    String own = own();
    int at = own.indexOf("signalbox is ready");
    return at < 0 ? "" : own.substring(at);
  }

  /** Whether this command or its script has said why it ended. */
  boolean saysWhy() throws IOException {
    return own().lines().anyMatch(DetachedLog::isReason);
  }

  /**
   * Why it ended: the last of its lines that this command wrote, otherwise the last line. What was
   * said on the way is no reason.
   */
  String lastWords() throws IOException {
    String last = "";
    boolean ours = false;
    for (String line : own().lines().toList()) {
      boolean reason = isReason(line);
      if (reason || !(ours || line.isBlank() || line.startsWith(OURS))) {
        ours = reason;
        last = ours ? line.substring(OURS.length()) : line;
      }
    }
    return last.isEmpty() ? "it ended before it was ready (see " + file + ")" : last;
  }

  private static boolean isReason(String line) {
    return line.startsWith(OURS)
        && PROGRESS.stream().noneMatch(begin -> line.startsWith(begin, OURS.length()));
  }

  private String own() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      byte[] bytes = new byte[(int) Math.max(0, in.length() - from)];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
