package dev.signalbox.router.boot;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Says in one line why a process does not start, where the framework knows it, so that whoever
 * started it can show it: the line begins with {@code cannot start:}.
 */
final class StartFailureReport implements FailureAnalysisReporter {
  private static final Logger log = LoggerFactory.getLogger(StartFailureReport.class);
  private static final String PROPERTY = "Property: ";

  @Override
  public void report(FailureAnalysis analysis) {
    log.error("cannot start: {}", oneLine(analysis.getDescription()));
  }

  /** A description in one line; of a wrong setting only what its owner knows it by. */
  static String oneLine(String description) {
    List<String> lines =
        description.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.stream().anyMatch(line -> line.startsWith(PROPERTY))) {
      lines = lines.stream().dropWhile(line -> !line.startsWith(PROPERTY)).toList();
    }
    StringBuilder one = new StringBuilder();
    for (String line : lines) {
      if (!one.isEmpty()) {
        one.append(one.charAt(one.length() - 1) == ':' ? " " : ", ");
      }
      one.append(line);
    }
    return one.toString();
  }
}
