package dev.signalbox.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, with columns as wide as they need to be. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param heads one for each column
   */
  public Table(List<String> heads) {
    rows.add(List.copyOf(heads));
    rows.add(heads.stream().map(head -> "-".repeat(head.length())).toList());
  }

  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        out.append("| ").append(cell).append(" ".repeat(width(column) - cell.length() + 1));
      }
      out.append("|\n");
    }
    return out.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
