package dev.signalbox.router.lab.ladder;

import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The rungs of a ladder and what each costs.
 *
 * @param names tiers or experts, the one for easy prompts first; at least two
 * @param costs cost of each, 0 as the first .. 1 as the last
 */
public record Rungs(List<String> names, double[] costs) {
  public Rungs {
    names = List.copyOf(names);
  }

  /** Rungs whose costs rise evenly, as where no prices are configured. */
  public static Rungs evenly(List<String> names) {
    double[] costs = new double[names.size()];
    for (int rung = 0; rung < costs.length; rung++) {
      costs[rung] = (double) rung / (costs.length - 1);
    }
    return new Rungs(names, costs);
  }

  /**
   * Rungs with prices.
   *
   * @param prices price of each name, in any unit; none for even costs
   * @throws BadInputException if a name has no price, or the last is not dearer than the first
   */
  public static Rungs priced(List<String> names, Map<String, Double> prices) {
    if (prices.isEmpty()) {
      return evenly(names);
    }
    double[] price = names.stream().mapToDouble(name -> price(name, prices)).toArray();
    double first = price[0];
    double step = price[price.length - 1] - first;
    if (!(step > 0)) {
      throw new BadInputException(
          "prices: %s (expected: %s dearer than %s)"
              .formatted(prices, names.getLast(), names.getFirst()));
    }
    for (int rung = 0; rung < price.length; rung++) {
      price[rung] = Math.clamp((price[rung] - first) / step, 0.0, 1.0);
    }
    return new Rungs(names, price);
  }

  private static double price(String name, Map<String, Double> prices) {
    Double price = prices.get(name);
    if (price == null || !(price >= 0)) {
      throw new BadInputException(
          "prices: %s: %s (expected: a price of at least 0)".formatted(name, price));
    }
    return price;
  }

  /**
   * The names of a ladder that labels tell of: from small to large, and between them every other
   * name that all labels score, the best on average last. Size is never taken for quality.
   */
  public static List<String> in(List<LabelledPrompt> labels, String small, String large) {
    List<String> between = new ArrayList<>(labels.getFirst().scores().keySet());
    between.removeAll(List.of(small, large));
    between.removeIf(name -> labels.stream().anyMatch(label -> !label.scores().containsKey(name)));
    between.sort(
        Comparator.comparingDouble((String name) -> mean(labels, name))
            .thenComparing(Comparator.naturalOrder()));
    between.addFirst(small);
    between.addLast(large);
    return List.copyOf(between);
  }

  private static double mean(List<LabelledPrompt> labels, String name) {
    return labels.stream().mapToDouble(label -> label.score(name)).average().orElse(0);
  }

  /** How many rungs there are. */
  public int size() {
    return names.size();
  }
}
