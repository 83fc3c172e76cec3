package dev.signalbox.cli.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many tests ran, as the reports of all modules say.
 *
 * @param passed tests that passed
 * @param failed tests that failed or could not be run
 * @param skipped tests that were left out
 */
public record TestCounts(int passed, int failed, int skipped) {
  private static final Pattern REPORT =
      Pattern.compile("target/(surefire|failsafe)-reports/TEST-[^/]+\\.xml$");
  private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>");

  /** Sums up the reports below a checkout that were written at or after a time. */
  public static TestCounts since(Path root, FileTime begun) throws IOException {
    TestCounts sum = new TestCounts(0, 0, 0);
    try (Stream<Path> files = Files.walk(root, 6)) {
      List<Path> reports =
          files.filter(file -> REPORT.matcher(file.toString().replace('\\', '/')).find()).toList();
      for (Path report : reports) {
        if (Files.getLastModifiedTime(report).compareTo(begun) >= 0) {
          sum = sum.plus(read(Files.readString(report)));
        }
      }
    }
    return sum;
  }

  /** Whether something ran, and all of it passed. */
  public boolean isGreen() {
    return failed == 0 && passed > 0;
  }

  /** The one line that says it. */
  public String line() {
    return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
  }

  private static TestCounts read(String report) {
    Matcher suite = SUITE.matcher(report);
    if (!suite.find()) {
      return new TestCounts(0, 0, 0);
    }
    int bad = attribute(suite.group(), "errors") + attribute(suite.group(), "failures");
    int skipped = attribute(suite.group(), "skipped");
    return new TestCounts(attribute(suite.group(), "tests") - bad - skipped, bad, skipped);
  }

  private TestCounts plus(TestCounts other) {
    return new TestCounts(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }

  private static int attribute(String element, String name) {
    Matcher value = Pattern.compile("\\b" + name + "=\"(\\d+)\"").matcher(element);
    return value.find() ? Integer.parseInt(value.group(1)) : 0;
  }
}
