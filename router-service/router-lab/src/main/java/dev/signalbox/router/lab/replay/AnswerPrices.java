package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.RoutingOutcome.Tokens;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import java.util.Arrays;
import java.util.List;

/**
 * What each answer of a log cost: as the log says, or else by the prices that the configuration
 * gives its experts and the tokens that the log counted.
 *
 * @param perThousand price of 1,000 such answers; NaN where it is not known
 * @param source where prices come from, in words
 */
record AnswerPrices(double[] perThousand, String source) {

  static AnswerPrices of(List<LoggedDecision> log, Catalog catalog) {
    double[] logged = log.stream().mapToDouble(decision -> 1000 * decision.price()).toArray();
    if (Arrays.stream(logged).anyMatch(price -> !Double.isNaN(price))) {
      return new AnswerPrices(logged, "the log's prices");
    }
    boolean priced =
        catalog.experts().stream().anyMatch(expert -> !expert.price().equals(Price.FREE));
    if (!priced) {
      Arrays.fill(logged, Double.NaN);
      return new AnswerPrices(logged, "no expert of the configuration has a price");
    }
    double[] counted = log.stream().mapToDouble(decision -> counted(decision, catalog)).toArray();
    boolean none = Arrays.stream(counted).allMatch(Double::isNaN);
    return new AnswerPrices(
        counted,
        none
            ? "the log counts no tokens of a configured expert"
            : "the configured prices of the tokens counted");
  }

  private static double counted(LoggedDecision decision, Catalog catalog) {
    Tokens tokens = decision.tokens();
    Expert expert = catalog.expert(decision.expert());
    return tokens == null || expert == null
        ? Double.NaN
        : 1000 * expert.price().of(tokens.prompt(), tokens.completion());
  }
}
