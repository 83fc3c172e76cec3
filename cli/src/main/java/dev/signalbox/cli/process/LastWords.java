package dev.signalbox.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a process ended, as far as its last lines tell. */
public final class LastWords {
  private static final int LOOK_BACK = 32_768;
  private static final int LONGEST = 300;

  /** What a person would look for in a log, the most telling first; the reason is in the group. */
  private static final List<Pattern> TELLING =
      List.of(
          Pattern.compile(".* cannot start: (.+)"),
          Pattern.compile("\\s*Caused by: [\\w.$]+: (.+)"),
          Pattern.compile(".*(GGML_ASSERT.+|java\\.lang\\.OutOfMemoryError.*)"),
          Pattern.compile("\\S+ +ERROR .*? : (.+)"),
          Pattern.compile("\\S+ +ERROR \\[[^\\]]*\\] (.+)"),
          Pattern.compile("(?i)(?:signalbox|error): *(.+)"));

  private LastWords() {}

  /** One line: the last thing it printed or logged that sounds like a reason, and where to look. */
  static String of(ChildSpec spec) {
    return of(List.of(spec.log(), spec.output()));
  }

  /**
   * The same of a process that wrote these files.
   *
   * @param files at least one; the first that exists is where to look
   */
  public static String of(List<Path> files) {
    List<String> lines = files.stream().flatMap(LastWords::tail).toList();
    String reason =
        description(lines)
            .or(() ->
                TELLING.stream().flatMap(telling -> last(lines, telling).stream()).findFirst())
            .or(() -> lines.stream().reduce((first, second) -> second))
            .orElse("it said nothing")
            .strip();
    String shown = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "…";
    Path place = files.stream().filter(Files::exists).findFirst().orElse(files.getLast());
    return shown + " (see " + place + ")";
  }

  /** What the framework explains in words where it knows the failure. */
  private static Optional<String> description(List<String> lines) {
    int at = lines.lastIndexOf("Description:");
    return at >= 0 && at + 1 < lines.size() ? Optional.of(lines.get(at + 1)) : Optional.empty();
  }

  private static Optional<String> last(List<String> lines, Pattern telling) {
    return lines.stream()
        .map(telling::matcher)
        .filter(Matcher::matches)
        .reduce((first, second) -> second)
        .map(found -> found.group(1));
  }

  /** The last lines of a file, blank ones left out. */
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
