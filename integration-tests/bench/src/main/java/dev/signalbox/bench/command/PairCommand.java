package dev.signalbox.bench.command;

import dev.signalbox.bench.pair.PairBench;
import dev.signalbox.bench.pair.PairOptions;
import dev.signalbox.bench.pair.figures.Cost;
import dev.signalbox.store.StoreHome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run pair}. */
@Command(
    name = "pair",
    description = {
      "Asks the pair of the configuration word problems, each expert each of them once, and prints",
      "what small only, large only, chance, the length rule, auto and cascades make of the answers:",
      "accuracy and cost, and what cascades gain over routing by the prompt at equal cost, with",
      "intervals. What was answered is kept: run again, it goes on where it stopped, and asks nothing",
      "twice."
    })
final class PairCommand implements Callable<Integer> {
  @Option(
      names = "--questions",
      paramLabel = "FILE",
      required = true,
      description =
          "JSONL, or JSONL.gz: {\"question\": \"...\", \"answer\": \"... #### 42\"} a line.")
  private Path questions = Path.of("");

  @Option(
      names = "--number",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "200",
      description =
          "Questions, chosen by the seed; more begin with the same ones (default: ${DEFAULT-VALUE}).")
  private int number;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "512",
      description = "Most tokens of an answer (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--streams",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      defaultValue = "4",
      description = {
        "Requests at once for each expert (default: ${DEFAULT-VALUE}); what is written together may",
        "part from what is written alone, as --verify shows."
      })
  private int streams;

  @Option(
      names = "--verify",
      paramLabel = "N",
      converter = Numbers.Natural.class,
      defaultValue = "10",
      description =
          "Questions that are asked as cascades, too, to compare (default: ${DEFAULT-VALUE}).")
  private int verify;

  @Option(
      names = "--cost",
      paramLabel = "C",
      defaultValue = "price",
      description = {
        "price, as the experts' files have it, or compute: tokens x active parameters",
        "(default: ${DEFAULT-VALUE})."
      })
  private Cost cost = Cost.PRICE;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Where answers are kept (default: bench/pair.jsonl in Signalbox's home).")
  private @Nullable Path record;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "The router's training data: auto is then judged by a router of the same recipe that has seen",
        "none of the questions; takes some minutes."
      })
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Configuration folder (default: the shipped one).")
  private @Nullable Path config;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Of a gateway that runs, http://host:port/v1, with that configuration.")
  private @Nullable String url;

  @Override
  public Integer call() throws Exception {
    new PairBench(options()).run();
    return 0;
  }

  PairOptions options() {
    Path kept =
        record == null ? StoreHome.ofThisProcess().root().resolve("bench/pair.jsonl") : record;
    return new PairOptions(
        questions, number, seed, maxTokens, streams, verify, cost, kept, data, config, url);
  }
}
