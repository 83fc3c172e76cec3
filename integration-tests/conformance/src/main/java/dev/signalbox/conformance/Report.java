package dev.signalbox.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Verdicts as a Markdown table, one column a gateway.
 *
 * @param gateways name of each gateway to its verdicts
 */
public record Report(SequencedMap<String, List<Verdict>> gateways) {

  /** A report on one gateway. */
  public static Report of(String gateway, List<Verdict> verdicts) {
    SequencedMap<String, List<Verdict>> one = new LinkedHashMap<>();
    one.put(gateway, verdicts);
    return new Report(one);
  }

  /** Number of broken promises over all gateways. */
  public long broken() {
    return gateways.values().stream()
        .flatMap(List::stream)
        .filter(v -> v.outcome() == Verdict.Outcome.BROKEN)
        .count();
  }

  /** The table, with a line of totals at its end. */
  public String markdown() {
    StringBuilder table = new StringBuilder("| promise |");
    gateways.keySet().forEach(name -> table.append(' ').append(name).append(" |"));
    table.append("\n|---|").append("---|".repeat(gateways.size())).append('\n');
    List<Verdict> first = gateways.firstEntry().getValue();
    for (Verdict row : first) {
      table.append("| `%s` %s |".formatted(row.promise(), row.says()));
      gateways
          .values()
          .forEach(verdicts -> table.append(' ').append(cell(verdicts, row)).append(" |"));
      table.append('\n');
    }
    table.append("| **kept** |");
    for (Map.Entry<String, List<Verdict>> gateway : gateways.entrySet()) {
      table.append(" **%s** |".formatted(totals(gateway.getValue())));
    }
    return table.append('\n').toString();
  }

  private static String cell(List<Verdict> verdicts, Verdict row) {
    return verdicts.stream()
        .filter(v -> v.promise().equals(row.promise()))
        .findFirst()
        .map(v -> v.outcome() + ": " + v.seen().replace("|", "\\|").replace("\n", " "))
        .orElse("");
  }

  private static String totals(List<Verdict> verdicts) {
    long kept = verdicts.stream().filter(v -> v.outcome() == Verdict.Outcome.KEPT).count();
    long tried = verdicts.stream().filter(v -> v.outcome() != Verdict.Outcome.NOT_TRIED).count();
    return kept + " of " + tried;
  }
}
