package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.replay.PolicyReplay.ExpertShare;
import dev.signalbox.router.lab.replay.PolicyReplay.TenantThreshold;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A replay for people. */
final class ReplayTable {
  private static final int TENANTS_SHOWN = 5;
  private static final double SOME = 5e-4;

  private final PolicyReplay replay;
  private final StringBuilder text = new StringBuilder();

  ReplayTable(PolicyReplay replay) {
    this.replay = replay;
  }

  @Override
  public String toString() {
    line(
        "policy %s: %s, exploration %s; experts ready and idle, shares kept as budgets",
        replay.policy(), replay.objective(), Shown.percent(replay.exploration()));
    thresholds();
    line("%-26s %d", "requests", replay.requests());
    line("%-26s %s", "would have gone elsewhere", Shown.percent(replay.changed()));
    if (replay.refused() > 0) {
      line(
          "%-26s %s: %s",
          "would have been refused", Shown.percent(replay.refused()), replay.refusal());
    }
    experts();
    estimate("score", "rated", replay.score(), "no line of the log is rated");
    estimate("price of 1,000 requests", "priced", replay.price(), replay.priceSource());
    notes();
    return text.toString().stripTrailing();
  }

  private void thresholds() {
    replay.thresholds().stream().limit(TENANTS_SHOWN).forEach(this::threshold);
    int more = replay.thresholds().size() - TENANTS_SHOWN;
    if (more > 0) {
      line("and %d more tenants, each with its own", more);
    }
  }

  private void threshold(TenantThreshold one) {
    String source = one.source().endsWith("of the tenant") ? ", those of this log" : "";
    line(
        "threshold %.4f, %s harder, tenant %s: by %s%s",
        one.difficulty(), Shown.percent(one.harder()), one.tenant(), one.source(), source);
  }

  private void experts() {
    int width =
        Math.max(
            26, replay.experts().stream().mapToInt(one -> one.expert().length()).max().orElse(0));
    String row = "%-" + width + "s %8s %8s %12s";
    line(row, "expert", "before", "after", "of it blind");
    for (ExpertShare one : replay.experts()) {
      line(
          row,
          one.expert(),
          Shown.percent(one.before()),
          Shown.percent(one.after()),
          one.blind() == 0 ? "" : Shown.percent(one.blind() / one.after()));
    }
  }

  private void estimate(String name, String known, @Nullable Estimate estimate, String source) {
    if (estimate == null) {
      line("%-26s not known: %s", name, source);
    } else {
      line(
          "%-26s %s (%d %s, worth %.0f)",
          name,
          Shown.change(estimate.before(), estimate.after()),
          estimate.known(),
          known,
          estimate.effective());
    }
  }

  private void notes() {
    if (replay.price() != null) {
      line("prices are %s", replay.priceSource());
    }
    if (replay.blind() >= SOME) {
      line(
          "blind: of %s of its choices this log knows nothing, since that expert had no chance of"
              + " such a request; what is expected speaks of the rest",
          Shown.percent(replay.blind()));
    }
    if (!replay.strangers().isEmpty()) {
      line("not in the configuration: %s", String.join(", ", replay.strangers()));
    }
    if (replay.evenSteps() > 0) {
      line(
          "%d requests: rungs between the first and the last, if any, are parted by even steps, since"
              + " the log does not say what was expected of each",
          replay.evenSteps());
    }
    if (replay.otherJudges() > 0) {
      line(
          "%d requests were judged by another router than the one that tells what gain to expect",
          replay.otherJudges());
    }
    replay
        .assumed()
        .forEach((field, lines) -> line("%d lines without %s are %s", lines, field, words(field)));
    replay.leftOut().forEach((why, lines) -> line("left out: %d %s", lines, why));
  }

  private static String words(String field) {
    return Arrays.stream(Assumption.values())
        .filter(assumption -> assumption.field().equals(field))
        .map(Assumption::words)
        .findFirst()
        .orElse("");
  }

  private void line(String format, @Nullable Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing())
        .append(System.lineSeparator());
  }
}
