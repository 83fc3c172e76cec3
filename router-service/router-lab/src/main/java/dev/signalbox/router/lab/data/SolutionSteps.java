package dev.signalbox.router.lab.data;

/**
 * How much work a reference solution of a word problem is: its calculations, its lines and its
 * length, each scaled to matter alike. More steps mean more chances for a small model to slip.
 */
final class SolutionSteps {
  private SolutionSteps() {}

  /** Steps of a solution whose calculations are annotated as {@code <<2*3=6>>}. */
  static double count(String solution) {
    int calculations = 0;
    int annotated = 0;
    for (int at = solution.indexOf("<<"); at >= 0; at = solution.indexOf("<<", at + 2)) {
      calculations++;
      int end = solution.indexOf(">>", at);
      annotated += end < 0 ? 0 : end + 2 - at;
    }
    long lines = solution.strip().lines().count() - 1;
    double length = Math.log1p(solution.length() - annotated);
    return calculations / 1.7 + lines / 1.5 + length / 0.4;
  }
}
