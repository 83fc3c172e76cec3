package dev.signalbox.router.lab.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Rules side by side, for people: a line a figure and a column a rule, because five rules with
 * intervals fit into 120 columns and nine figures with intervals do not.
 */
final class RuleTable {
  private static final int LABEL = 9;
  private static final int COLUMN = 22;

  private RuleTable() {}

  static String of(List<RuleRow> rules) {
    StringBuilder out = new StringBuilder();
    line(out, "[95%]", rules, RuleRow::name);
    line(out, "APGR", rules, rule -> rule.apgr().toString());
    for (int i = 0; i < RuleRow.PARTS.size(); i++) {
      int part = i;
      line(
          out,
          label("CPT%.0f %%", RuleRow.PARTS.get(i)),
          rules,
          rule -> rule.shares().get(part).percent());
    }
    for (int i = 0; i < RuleRow.SHARES.size(); i++) {
      int share = i;
      line(
          out,
          label("at %.0f%%", RuleRow.SHARES.get(i)),
          rules,
          rule -> rule.scores().get(share).toString());
    }
    return out.toString();
  }

  private static String label(String format, double part) {
    return String.format(Locale.ROOT, format, 100 * part);
  }

  private static void line(
      StringBuilder out, String label, List<RuleRow> rules, Function<RuleRow, String> cell) {
    StringBuilder line = new StringBuilder(padded(label, LABEL));
    rules.forEach(rule -> line.append(padded(cell.apply(rule), COLUMN)));
    out.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
