package dev.signalbox.cli.verb;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows a decision's reasons. */
final class Reasons {

  private Reasons() {}

  /** What the rules said about the request as a whole, or all of it if nothing was. */
  static String oneLine(JsonNode reasons) {
    List<String> whole =
        reasons
            .valueStream()
            .filter(reason -> reason.path("expert").asString("").equals("*"))
            .map(reason -> reason.path("text").asString(""))
            .toList();
    List<String> shown =
        whole.isEmpty()
            ? reasons.valueStream().map(reason -> reason.path("text").asString("")).toList()
            : whole;
    return String.join("; ", shown.stream().filter(text -> !text.isBlank()).toList());
  }

  /** One line a reason, in columns. */
  static String table(JsonNode reasons) {
    List<JsonNode> rows = reasons.valueStream().toList();
    int rule = width(rows, "rule");
    int expert = width(rows, "expert");
    StringBuilder table = new StringBuilder();
    String format = "%-" + rule + "s  %-" + expert + "s  %8s  %s%n";
    table.append(format.formatted("rule", "expert", "score", "why"));
    for (JsonNode row : rows) {
      double contribution = row.path("contribution").asDouble(0);
      table.append(
          format.formatted(
              row.path("rule").asString(""),
              row.path("expert").asString(""),
              contribution == 0 ? "" : "%.3f".formatted(contribution),
              row.path("text").asString("")));
    }
    return table.toString();
  }

  private static int width(List<JsonNode> rows, String column) {
    return Math.max(
        column.length(),
        rows.stream().mapToInt(row -> row.path(column).asString("").length()).max().orElse(1));
  }
}
