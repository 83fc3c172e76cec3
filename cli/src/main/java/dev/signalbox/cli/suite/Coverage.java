package dev.signalbox.cli.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of a module its own tests run: printed for people, gating nothing.
 *
 * @param module path of the module in the checkout
 * @param covered lines that ran
 * @param lines all lines
 */
public record Coverage(String module, long covered, long lines) {
  private static final String REPORT = "/target/site/jacoco/jacoco.csv";
  private static final int LINE_MISSED = 7;
  private static final int LINE_COVERED = 8;

  /** The reports of all modules below a checkout. */
  public static List<Coverage> of(Path root) throws IOException {
    List<Coverage> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root, 6)) {
      for (Path report : files.filter(f -> f.toString().endsWith(REPORT)).sorted().toList()) {
        all.add(read(root.relativize(report).toString().replace(REPORT, ""), report));
      }
    }
    return all;
  }

  /** One line for a table. */
  public String line() {
    return "%-34s %5.1f%% of %6d lines"
        .formatted(module, lines == 0 ? 0.0 : 100.0 * covered / lines, lines);
  }

  private static Coverage read(String module, Path report) throws IOException {
    long covered = 0;
    long missed = 0;
    for (String row : Files.readAllLines(report).stream().skip(1).toList()) {
      String[] cells = row.split(",");
      missed += Long.parseLong(cells[LINE_MISSED]);
      covered += Long.parseLong(cells[LINE_COVERED]);
    }
    return new Coverage(module, covered, covered + missed);
  }
}
