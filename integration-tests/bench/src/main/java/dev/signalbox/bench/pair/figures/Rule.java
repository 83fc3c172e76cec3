package dev.signalbox.bench.pair.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * An order in which questions go to the large expert. By what the prompt says, a question is
 * answered, and paid for, once; in a cascade, a question that goes on has paid for its draft too.
 *
 * <p>Questions with the same score go together: of a part of them the mean counts, as if chance had
 * chosen. So a rule without any preference is chance itself, without its noise.
 */
public final class Rule {
  private final List<Case> cases;
  private final double[] score;
  private final boolean drafts;
  private final int[] order;

  private Rule(List<Case> cases, double[] score, boolean drafts) {
    this.cases = List.copyOf(cases);
    this.score = score.clone();
    this.drafts = drafts;
    this.order =
        IntStream.range(0, score.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -score[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** The hardest first, by what a prompt says. */
  public static Rule byPrompt(List<Case> cases, double[] difficulty) {
    return new Rule(cases, difficulty, false);
  }

  /** The longest first. */
  public static Rule byLength(List<Case> cases) {
    return byPrompt(cases, cases.stream().mapToDouble(Case::length).toArray());
  }

  /** Chance: its expectation. */
  public static Rule random(List<Case> cases) {
    return byPrompt(cases, new double[cases.size()]);
  }

  /** The least sure draft first. */
  public static Rule cascade(List<Case> cases) {
    return new Rule(cases, cases.stream().mapToDouble(one -> -one.confidence()).toArray(), true);
  }

  /**
   * What becomes of some questions, step by step.
   *
   * @param rows numbers of questions; one may come several times
   */
  public Walk walk(int[] rows) {
    int[] times = new int[score.length];
    for (int row : rows) {
      times[row]++;
    }
    Figures now = Figures.NOTHING;
    for (int row : order) {
      now = now.plus(cases.get(row).small().figures(false), times[row]);
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Double.POSITIVE_INFINITY, now.over(rows.length)));
    for (int i = 0; i < order.length; i++) {
      now = now.plus(change(order[i]), times[order[i]]);
      boolean last = i + 1 == order.length || score[order[i + 1]] != score[order[i]];
      if (last) {
        steps.add(new Step(score[order[i]], now.over(rows.length)));
      }
    }
    return new Walk(steps);
  }

  private Figures change(int row) {
    Figures large = cases.get(row).large().figures(true);
    Figures draft = cases.get(row).small().figures(false);
    Figures instead = large.plus(draft, -1);
    return drafts
        ? new Figures(instead.right(), instead.large(), large.cost(), large.tokens())
        : instead;
  }

  /**
   * Means once all questions of at least this score went to large.
   *
   * @param score the lowest among them
   */
  private record Step(double score, Figures means) {}

  /** Figures of a rule from nothing large to everything large. */
  public static final class Walk {
    private final List<Step> steps;

    private Walk(List<Step> steps) {
      this.steps = List.copyOf(steps);
    }

    /** Nothing went to large. */
    public Figures first() {
      return steps.getFirst().means();
    }

    /** Everything went to large. */
    public Figures last() {
      return steps.getLast().means();
    }

    /** What lies above a threshold went to large; what lies on it did not. */
    public Figures above(double threshold) {
      Figures found = first();
      for (Step step : steps) {
        found = step.score() > threshold ? step.means() : found;
      }
      return found;
    }

    /** So many went to large that a figure has a value; all, if it never has. */
    public Figures at(ToDoubleFunction<Figures> figure, double value) {
      Figures before = first();
      for (Step step : steps) {
        Figures now = step.means();
        double from = figure.applyAsDouble(before);
        double to = figure.applyAsDouble(now);
        if (to >= value) {
          double part = to == from ? 0 : Math.clamp((value - from) / (to - from), 0.0, 1.0);
          return before.plus(now.plus(before, -1), part);
        }
        before = now;
      }
      return last();
    }

    /**
     * The large expert's gain that is kept, averaged over all values of a figure between small only
     * and large only. One half for chance; NaN if large gains nothing, or has no more of the
     * figure.
     *
     * @param largeOnly the large expert alone
     */
    public double area(ToDoubleFunction<Figures> figure, Figures largeOnly) {
      double from = figure.applyAsDouble(first());
      double width = figure.applyAsDouble(largeOnly) - from;
      double gain = largeOnly.right() - first().right();
      if (!(gain > 0) || !(width > 0)) {
        return Double.NaN;
      }
      double area = 0;
      double x = 0;
      double y = 0;
      for (Step step : steps) {
        double nextX = (figure.applyAsDouble(step.means()) - from) / width;
        double nextY = (step.means().right() - first().right()) / gain;
        if (nextX >= 1) {
          double part = nextX == x ? 1 : (1 - x) / (nextX - x);
          nextY = y + part * (nextY - y);
          return area + (1 - x) * (y + nextY) / 2;
        }
        area += (nextX - x) * (y + nextY) / 2;
        x = nextX;
        y = nextY;
      }
      return area + (1 - x) * y;
    }
  }
}
