package dev.signalbox.bench.pair;

import dev.signalbox.bench.pair.figures.Cost;
import dev.signalbox.store.StoreHome;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the pair.
 *
 * @param questions file of questions
 * @param number how many of them
 * @param seed of the choice
 * @param maxTokens most tokens of an answer
 * @param streams requests at once for each expert
 * @param verify how many of the questions are asked as cascades, too
 * @param cost what is counted as cost
 * @param record where answers are kept
 * @param data folder of the router's training data, to train one without the questions; null to
 *     judge by the shipped router
 * @param config configuration folder; null for the shipped one
 * @param url of a gateway that runs; null to start one
 */
public record PairOptions(
    Path questions,
    int number,
    long seed,
    int maxTokens,
    int streams,
    int verify,
    Cost cost,
    Path record,
    @Nullable Path data,
    @Nullable Path config,
    @Nullable String url) {

  public static final String USAGE =
      """
      usage: run pair --questions FILE [options]

      Asks the pair of the configuration word problems, each expert each of them once, and prints what
      small only, large only, chance, the length rule, auto and cascades make of the answers: accuracy
      and cost, and what cascades gain over routing by the prompt at equal cost, with intervals. What
      was answered is kept: run again, it goes on where it stopped, and asks nothing twice.

        --questions FILE  JSONL, or JSONL.gz: {"question": "...", "answer": "... #### 42"} a line
        --number N        questions, chosen by the seed (default 200); more begin with the same ones
        --seed N          (default 1)
        --max-tokens N    most tokens of an answer (default 512)
        --streams N       requests at once for each expert (default 4); what is written together may part
                          from what is written alone, as --verify shows
        --verify N        questions that are asked as cascades, too, to compare (default 10)
        --cost C          price, as the experts' files have it, or compute: tokens x active parameters
                          (default price)
        --record FILE     where answers are kept (default: bench/pair.jsonl in Signalbox's home)
        --data DIR        the router's training data: auto is then judged by a router of the same
                          recipe that has seen none of the questions; takes some minutes
        --config DIR      configuration folder (default: the shipped one)
        --url URL         of a gateway that runs, http://host:port/v1, with that configuration
      exit code: 0 measured, 1 failed, 2 used wrongly
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static PairOptions parse(List<String> args) {
    Path questions = null;
    int number = 200;
    long seed = 1;
    int maxTokens = 512;
    int streams = 4;
    int verify = 10;
    Cost cost = Cost.PRICE;
    Path record = StoreHome.ofThisProcess().root().resolve("bench").resolve("pair.jsonl");
    Path data = null;
    Path config = null;
    String url = null;
    var rest = args.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + ": a value is missing");
      }
      String value = rest.next();
      switch (option) {
        case "--questions" -> questions = Path.of(value);
        case "--number" -> number = number(option, value, 1);
        case "--seed" -> seed = number(option, value, 0);
        case "--max-tokens" -> maxTokens = number(option, value, 1);
        case "--streams" -> streams = number(option, value, 1);
        case "--verify" -> verify = number(option, value, 0);
        case "--cost" -> cost = Cost.named(option, value);
        case "--record" -> record = Path.of(value);
        case "--data" -> data = Path.of(value);
        case "--config" -> config = Path.of(value);
        case "--url" -> url = value;
        default -> throw new IllegalArgumentException(option + ": no such option");
      }
    }
    if (questions == null) {
      throw new IllegalArgumentException("--questions is missing (expected: a file of questions)");
    }
    return new PairOptions(
        questions, number, seed, maxTokens, streams, verify, cost, record, data, config, url);
  }

  private static int number(String option, String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the value.
    }
    throw new IllegalArgumentException(
        "%s: %s (expected: a number of at least %d)".formatted(option, value, least));
  }
}
