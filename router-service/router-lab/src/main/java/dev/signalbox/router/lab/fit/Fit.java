package dev.signalbox.router.lab.fit;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import java.util.Arrays;

/**
 * A linear function of {@link FeatureRows}, fitted by liblinear's trust-region solvers, which use
 * no random numbers: the same rows give the same weights.
 *
 * @param weights one a column
 * @param bias value where all features are 0
 */
public record Fit(double[] weights, double bias) {
  static {
    Linear.disableDebugOutput();
  }

  /**
   * Ridge regression: minimises sum (y - f(x))^2 + strength x |w|^2 over the given rows.
   *
   * @param rows which rows to use
   * @param y target of every row of {@code x}
   * @param strength of the regularisation, above 0
   */
  public static Fit ridge(FeatureRows x, int[] rows, double[] y, double strength) {
    double mean = 0;
    for (int row : rows) {
      mean += y[row] / rows.length;
    }
    Problem problem = problem(x, rows);
    for (int i = 0; i < rows.length; i++) {
      problem.y[i] = y[rows[i]] - mean;
    }
    Parameter parameter =
        new Parameter(SolverType.L2R_L2LOSS_SVR, 1 / (2 * strength), 1e-3, 1000, 0);
    return new Fit(Linear.train(problem, parameter).getFeatureWeights(), mean);
  }

  /**
   * A separating function of the n-grams alone, with squared hinge loss, above 0 for members. How a
   * prompt is laid out must not tell what it is about, so the surface features are left out.
   *
   * @param member whether a row of {@code x} is a member; at least one of the given rows must be
   *     and one must not
   * @param cost of an error beside |w|^2 / 2
   * @param memberCost factor on the cost of a missed member
   */
  public static Fit margin(
      FeatureRows x, int[] rows, boolean[] member, double cost, double memberCost) {
    Problem problem = problem(x, rows);
    problem.n = FeatureRows.COLUMNS + 1;
    problem.bias = 1;
    for (int i = 0; i < rows.length; i++) {
      Feature[] row = problem.x[i];
      int ngrams = row.length - SurfaceFeature.COUNT;
      problem.x[i] = Arrays.copyOf(row, ngrams + 1);
      problem.x[i][ngrams] = new FeatureNode(problem.n, 1);
      problem.y[i] = member[rows[i]] ? 1 : -1;
    }
    Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC, cost, 1e-2);
    parameter.setWeights(new double[] {memberCost, 1}, new int[] {1, -1});
    Model model = Linear.train(problem, parameter);
    double[] weights = model.getFeatureWeights();
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] columns = new double[FeatureRows.COLUMNS];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = sign * weights[i];
    }
    return new Fit(columns, sign * weights[FeatureRows.COLUMNS]);
  }

  /** The same value everywhere: a class that nobody is a member of. */
  static Fit constant(double value) {
    return new Fit(new double[FeatureRows.COLUMNS], value);
  }

  private static Problem problem(FeatureRows x, int[] rows) {
    Problem problem = new Problem();
    problem.l = rows.length;
    problem.n = FeatureRows.COLUMNS;
    problem.bias = -1;
    problem.x = new Feature[rows.length][];
    problem.y = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      problem.x[i] = x.row(rows[i]);
    }
    return problem;
  }

  /** The function's value at a row. */
  public double at(FeatureRows x, int row) {
    double sum = bias;
    for (Feature feature : x.row(row)) {
      sum += weights[feature.getIndex() - 1] * feature.getValue();
    }
    return sum;
  }
}
