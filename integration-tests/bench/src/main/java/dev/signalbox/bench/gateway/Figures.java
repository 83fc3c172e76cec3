package dev.signalbox.bench.gateway;

import dev.signalbox.bench.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that was measured, by gateway. */
final class Figures {
  private final Map<String, Map<Figure, List<Double>>> taken = new LinkedHashMap<>();

  void add(String peer, Figure figure, double value) {
    taken
        .computeIfAbsent(peer, name -> new EnumMap<>(Figure.class))
        .computeIfAbsent(figure, name -> new ArrayList<>())
        .add(value);
  }

  /** Medians with the smallest and the largest. */
  Table table() {
    List<String> heads = new ArrayList<>(List.of("figure"));
    heads.addAll(taken.keySet());
    heads.add("promise");
    Table table = new Table(heads);
    for (Figure figure : Figure.values()) {
      List<String> cells = new ArrayList<>(List.of(figure.title()));
      taken.values().forEach(peer -> cells.add(cell(figure, peer.getOrDefault(figure, List.of()))));
      cells.add(figure.target());
      table.add(cells);
    }
    return table;
  }

  private static String cell(Figure figure, List<Double> values) {
    if (values.isEmpty()) {
      return "-";
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    double middle = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    String median = text(figure, middle);
    return sorted.size() == 1
        ? median
        : "%s (%s-%s)"
            .formatted(median, text(figure, sorted.getFirst()), text(figure, sorted.getLast()));
  }

  private static String text(Figure figure, double value) {
    String format = figure.whole() ? "%.0f" : Math.abs(value) < 10 ? "%.2f" : "%.1f";
    return String.format(Locale.ROOT, format, value);
  }
}
