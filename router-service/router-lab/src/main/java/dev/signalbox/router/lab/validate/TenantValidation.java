package dev.signalbox.router.lab.validate;

import dev.signalbox.router.core.difficulty.tenant.TenantScorer;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Folds;
import dev.signalbox.router.lab.tenant.TenantFit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a tenant's labels are worth: heads on labels of a data set that the shared router has not
 * seen, judged on the set's other rows.
 *
 * @param validation the rows
 * @param routers a router that has not seen the pair's set
 * @param pair whose outcomes are the labels
 */
public record TenantValidation(Validation validation, Validation.Routers routers, Pair pair) {

  private static final long SEED = 101;

  /** Header of a Markdown table of {@link #line}. */
  public static String header() {
    return """
    | set | labels | fast form | full form | shared with meaning | length rule | full over length | calibration error, full |
    |---|---|---|---|---|---|---|---|\
    """;
  }

  /** The Markdown line of a head on so many labels, drawn by chance. */
  public String line(int labels) {
    int[] order = Folds.shuffled(pair.rows(validation.prompts()), SEED);
    return line(
        labels,
        IntStream.of(order).limit(labels).toArray(),
        IntStream.of(order).skip(labels).toArray());
  }

  private String line(int labels, int[] taught, int[] tested) {
    List<float[]> vectors = validation.meaning().vectors();
    TenantFit fit =
        TenantFit.of(
            IntStream.of(taught).mapToObj(this::label).toList(),
            List.of(),
            routers.fast(),
            validation.meaning().model(),
            IntStream.of(taught).mapToObj(vectors::get).toList());
    TenantScorer head = new TenantScorer(routers.fast(), fit.head(), "validation-1");
    Judged own =
        Judged.of(
            tested,
            row -> head.assess(label(row).prompt(), null),
            row -> head.assess(label(row).prompt(), vectors.get(row)),
            row -> label(row).prompt().totalChars());
    Judged shared =
        Judged.of(
            tested,
            row -> routers.fast().assess(label(row).prompt()),
            row -> routers.full().assess(label(row).prompt(), vectors.get(row)),
            row -> label(row).prompt().totalChars());
    double[] small = Pair.scores(validation.prompts(), tested, pair.small());
    double[] large = Pair.scores(validation.prompts(), tested, pair.large());
    double[] good = pair.good(validation.prompts(), tested);
    SetResult by = SetResult.of(pair.toString(), own, small, large, good);
    SetResult without = SetResult.of(pair.toString(), shared, small, large, good);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %s | %.3f |",
        pair,
        labels,
        by.fast(),
        by.full(),
        without.full(),
        by.length(),
        by.over(),
        by.fullError());
  }

  private LabelledPrompt label(int row) {
    return validation.prompts().get(row).labelled(pair.small(), pair.large());
  }
}
