package dev.signalbox.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param file path below the configuration directory, or the directory itself
 * @param line line from 1; 0 if the problem is the file as a whole
 * @param column column from 1; 0 if the problem is the file as a whole
 * @param field the field, as {@code replicas[0].url}; empty for the file as a whole
 * @param value what stands there, shortened and masked where it may be a secret; may be empty
 * @param expected what should stand there
 */
public record ConfigProblem(
    String file, int line, int column, String field, String value, String expected)
    implements Comparable<ConfigProblem> {

  /** A problem of the file as a whole. */
  public static ConfigProblem ofFile(String file, String value, String expected) {
    return new ConfigProblem(file, 0, 0, "", value, expected);
  }

  /** Files in order, and each file from its top. */
  @Override
  public int compareTo(ConfigProblem other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** One line: {@code experts/a.yaml:3:9: tiers[0]: "big" (expected: small or large)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line).append(':').append(column);
    }
    if (!field.isEmpty()) {
      text.append(": ").append(field);
    }
    if (!value.isEmpty()) {
      text.append(": ").append(value);
    }
    return text.append(" (expected: ").append(expected).append(')').toString();
  }
}
