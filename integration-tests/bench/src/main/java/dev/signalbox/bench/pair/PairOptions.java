package dev.signalbox.bench.pair;

import dev.signalbox.bench.pair.figures.Cost;
import java.nio.file.Path;
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
    @Nullable String url) {}
