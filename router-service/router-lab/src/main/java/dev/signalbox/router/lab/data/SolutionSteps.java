package dev.signalbox.router.lab.data;

/**
 * How much work a reference solution of a word problem is: its calculations, its lines, its length
 * and how error-prone the calculations are, each scaled to matter alike. More steps mean more
 * chances for a small model to slip, and a division or a decimal is slipped on more than a sum.
 */
final class SolutionSteps {
  private SolutionSteps() {}

  /** Steps of a solution whose calculations are annotated as {@code <<2*3=6>>}. */
  static double count(String solution) {
    int calculations = 0;
    int annotated = 0;
    double risk = 0;
    for (int at = solution.indexOf("<<"); at >= 0; at = solution.indexOf("<<", at + 2)) {
      calculations++;
      int end = solution.indexOf(">>", at);
      if (end >= 0) {
        annotated += end + 2 - at;
        risk += risk(solution.substring(at + 2, end));
      }
    }
    long lines = solution.strip().lines().count() - 1;
    double length = StrictMath.log1p(solution.length() - annotated);
    return calculations / 1.7 + lines / 1.5 + length / 0.4 + StrictMath.log1p(risk) / 0.4;
  }

  /** A plain sum of two small numbers is 1. */
  private static double risk(String calculation) {
    double risk = 1;
    int numbers = 0;
    int digits = 0;
    boolean inResult = false;
    for (int i = 0; i <= calculation.length(); i++) {
      char c = i < calculation.length() ? calculation.charAt(i) : ' ';
      if (c >= '0' && c <= '9') {
        digits++;
        continue;
      }
      if (c == '.') {
        risk += 0.3;
        continue;
      }
      if (digits > 0 && !inResult) {
        numbers++;
        risk += digits >= 3 ? 0.15 : 0;
      }
      digits = 0;
      inResult |= c == '=';
      risk +=
          switch (c) {
            case '*' -> 0.3;
            case '/' -> 0.5;
            case '%' -> 0.4;
            default -> 0;
          };
    }
    return risk + 0.3 * Math.max(0, numbers - 2);
  }
}
