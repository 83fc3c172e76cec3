package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.lab.fit.CategoryValidation.Group;
import dev.signalbox.router.lab.fit.CategoryValidation.Told;
import dev.signalbox.router.lab.metric.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** The lines of a Markdown table of how well categories are told, with 95% intervals. */
public final class CategoryTable {
  private CategoryTable() {}

  /** Accuracy by group, then what is left to other, then each category's recall. */
  public static List<String> of(CategoryValidation found) {
    List<Told> all = found.told();
    List<String> lines = new ArrayList<>();
    lines.add("| right, share of | prompts | as the router tells it | likeliest class alone |");
    lines.add("|---|---|---|---|");
    lines.add(right("nine of mmlu-pro, with options", all, told -> told.group() == Group.EXAM));
    lines.add(right("the same, bare", all, told -> told.group() == Group.BARE));
    lines.add(right("prompts of this project", all, told -> told.group() == Group.WRITTEN));
    lines.add(right("all categories", all, told -> true));
    all.stream()
        .map(Told::truth)
        .distinct()
        .sorted()
        .forEach(
            name -> lines.add(right("recall: " + name, all, told -> told.truth().equals(name))));
    lines.add(
        left(
            "left to other: nine of mmlu-pro, both",
            all,
            told -> told.group() == Group.EXAM || told.group() == Group.BARE));
    lines.add(
        left(
            "left to other: all that are something else",
            all,
            told -> !told.truth().equals(TrainedScorer.OTHER)));
    return lines;
  }

  private static String right(String name, List<Told> all, Predicate<Told> which) {
    return line(name, all, which, (told, said) -> told.truth().equals(said));
  }

  private static String left(String name, List<Told> all, Predicate<Told> which) {
    return line(name, all, which, (told, said) -> said.equals(TrainedScorer.OTHER));
  }

  /** Whether what was said of a prompt counts. */
  private interface Counts {
    boolean test(Told told, String said);
  }

  private static String line(String name, List<Told> all, Predicate<Told> which, Counts counts) {
    List<Told> some = all.stream().filter(which).toList();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s |",
        name,
        some.size(),
        share(some, counts, Told::category),
        share(some, counts, Told::likeliest));
  }

  private static String share(List<Told> some, Counts counts, Function<Told, String> said) {
    if (some.isEmpty()) {
      return "none";
    }
    double[] counted =
        some.stream().mapToDouble(told -> counts.test(told, said.apply(told)) ? 1 : 0).toArray();
    return Interval.bootstrap(
            counted.length,
            rows -> {
              double sum = 0;
              for (int row : rows) {
                sum += counted[row];
              }
              return sum / rows.length;
            })
        .toString();
  }
}
