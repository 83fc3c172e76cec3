package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.events.StreamTally;
import dev.signalbox.gateway.sse.AnswerScan;
import dev.signalbox.gateway.sse.FinishReason;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What experts read and wrote for one request: for the answer, and for nothing. As upstreams count
 * it; all is 0 until one has. Confined to the event loop of its exchange.
 */
public final class Consumption {
  private Tokens answer = new Tokens(0, 0, 0);
  private Set<FinishReason> finishReasons = Set.of();
  private final List<Waste> waste = new ArrayList<>(0);

  Consumption() {}

  /** What an upstream counted of a stream. */
  static Tokens of(StreamTally tally) {
    return new Tokens(tally.promptTokens(), tally.cachedTokens(), tally.completionTokens());
  }

  /** What an upstream counted of a whole answer. */
  static Tokens of(AnswerScan scan) {
    return new Tokens(scan.promptTokens(), scan.cachedTokens(), scan.completionTokens());
  }

  /**
   * Notes what the answer took.
   *
   * @param reasons why its choices ended, a bit for each {@link FinishReason}
   */
  public void answered(Tokens tokens, int reasons) {
    answer = tokens;
    finishReasons = FinishReason.of(reasons);
  }

  /** Tokens of the answer. */
  public Tokens answer() {
    return answer;
  }

  /** Why the choices of the answer ended; empty if none did. */
  public Set<FinishReason> finishReasons() {
    return finishReasons;
  }

  void wasted(Placement by, Tokens tokens) {
    waste.add(new Waste(by, tokens));
  }

  /** What an expert wrote is the answer after all; what it wrote beside that stays wasted. */
  void notWasted(Placement by, Tokens tokens) {
    waste.remove(new Waste(by, tokens));
  }

  /** Tokens that were read and written for nothing: drafts that did not stand, second answers. */
  public List<Waste> waste() {
    return waste;
  }

  /** Tokens written for nothing. */
  public long wastedTokens() {
    return waste.stream().mapToLong(one -> one.tokens().completion()).sum();
  }

  /** Prompt tokens of the answer and of what was written for nothing. */
  long promptTokensInAll() {
    return answer.prompt() + waste.stream().mapToLong(one -> one.tokens().prompt()).sum();
  }

  /** Tokens written, for the answer and for nothing. */
  long completionTokensInAll() {
    return answer.completion() + wastedTokens();
  }

  /**
   * Parameters that were active for each token of the answer, those for tokens written for nothing
   * included: {@code sum over experts of (tokens written * parameters) / tokens of the answer}.
   *
   * @param by who answers
   */
  double activeParameters(Placement by) {
    double wasted = 0;
    for (Waste one : waste) {
      wasted += (double) one.tokens().completion() * one.by().activeParameters();
    }
    return by.activeParameters() + wasted / Math.max(1, answer.completion());
  }

  /**
   * Tokens written for nothing.
   *
   * @param by who wrote them
   * @param tokens how many
   */
  public record Waste(Placement by, Tokens tokens) {}
}
