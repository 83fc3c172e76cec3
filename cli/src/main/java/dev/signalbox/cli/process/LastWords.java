package dev.signalbox.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Why a process ended, as far as its last lines tell. */
final class LastWords {
  private static final int LOOK_BACK = 16_384;
  private static final int LONGEST = 300;

  private LastWords() {}

  /** One line: the last thing it printed or logged that sounds like a reason, and where to look. */
  static String of(ChildSpec spec) {
    List<String> lines = Stream.concat(tail(spec.log()), tail(spec.output())).toList();
    String reason =
        lines.stream()
            .filter(line -> line.matches(".*( ERROR |GGML_ASSERT|OutOfMemory|Error:|^signalbox).*"))
            .reduce((first, second) -> second)
            .or(() -> lines.stream().reduce((first, second) -> second))
            .orElse("it said nothing");
    String shown = reason.strip();
    shown = shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    return shown + " (see " + (Files.exists(spec.log()) ? spec.log() : spec.output()) + ")";
  }

  private static Stream<String> tail(Path file) {
    if (!Files.exists(file)) {
      return Stream.empty();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - LOOK_BACK);
      in.seek(from);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank());
    } catch (IOException e) {
      return Stream.of("its log cannot be read: " + e.getMessage());
    }
  }
}
