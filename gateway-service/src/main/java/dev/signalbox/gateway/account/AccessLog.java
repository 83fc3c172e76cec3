package dev.signalbox.gateway.account;

import dev.signalbox.gateway.dispatch.Attempts.Failure;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.gateway.sse.FinishReason;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line for each request, key=value, for machines and people. Never content, never a key, never
 * an address. What {@code replay} reads stands as it was decided: {@code difficulty} and {@code
 * category_confidence} unrounded, {@code expected} scores where a tenant has targets of its own,
 * what the router was told ({@code model}, {@code needs}, {@code prompt_estimate}, {@code
 * max_tokens}, the client's wishes), whether a {@code stream} was asked for, and {@code
 * propensity}, the probability with which the policy chose that expert, or {@code chosen} where
 * another one answered. No answer waits for its line to be written ({@link LineWriter}).
 */
public final class AccessLog implements AutoCloseable {
  private static final int CLIENT_CLOSED = 499;
  private static final LogTime TIME = new LogTime();
  private static final int USUAL_LINE = 768;

  private final LineWriter lines;

  private AccessLog(PrintStream out) {
    this.lines = new LineWriter(out);
  }

  /** Writes to a stream until closed. */
  public static AccessLog to(PrintStream out) {
    return new AccessLog(out);
  }

  /** Writes the line of an exchange that has ended, soon. */
  public void write(Exchange exchange, long now) {
    lines.write(() -> line(exchange, now));
  }

  /** Writes the line of a request that asked no model, soon. */
  void write(SideExchange exchange, long now) {
    lines.write(() -> line(exchange, now));
  }

  /** Writes what is left and ends. */
  @Override
  public void close() {
    lines.close();
  }

  static String line(Exchange exchange, long now) {
    StringBuilder line = new StringBuilder(USUAL_LINE);
    line.append("time=");
    TIME.append(line, System.currentTimeMillis());
    field(line, "request", exchange.requestId());
    field(line, "trace", exchange.trace().traceId());
    field(line, "endpoint", exchange.endpoint().path());
    field(line, "tenant", exchange.tenant() == null ? null : exchange.tenant().id());
    RoutingDecision decision = exchange.decision();
    if (decision != null) {
      field(line, "mode", decision.mode().wireName());
      field(line, "difficulty", Double.toString(decision.difficulty()));
      field(line, "p_good_enough", Decimals.three(decision.pGoodEnough()));
      expected(line, decision.expectedScores());
      field(line, "category", decision.category().replace(' ', '_'));
      number(line, "category_confidence", decision.categoryConfidence());
      field(line, "language", decision.language());
      field(line, "propensity", Double.toString(decision.propensity()));
      field(line, "router", decision.router().replace(' ', '_'));
      field(line, "policy", decision.policy());
      field(line, "arm", decision.arm());
      field(line, "revision", decision.revision());
      field(line, "attempts", Integer.toString(exchange.attempts().count()));
    }
    failures(line, exchange.attempts().failures());
    RequestFacts facts = exchange.facts();
    if (decision != null && facts != null) {
      asked(line, facts, exchange.clientThinking());
    }
    if (decision != null && decision.thinking() != null) {
      field(line, "effort", decision.thinking().effort().wireName());
    }
    if (exchange.placement() != null) {
      field(line, "expert", exchange.placement().expert());
      field(line, "replica", exchange.placement().replica());
      if (decision != null) {
        instead(line, decision, exchange.placement());
      }
    }
    OutcomeKind outcome = exchange.outcome();
    field(line, "outcome", outcome == null ? "refused" : outcome.name().toLowerCase(Locale.ROOT));
    boolean gone = outcome == OutcomeKind.CLIENT_CLOSED;
    field(line, "status", Integer.toString(gone ? CLIENT_CLOSED : exchange.status()));
    field(line, "code", exchange.refusalCode());
    micros(line, "read_us", exchange.receivedAt(), exchange.readAt());
    micros(line, "route_us", exchange.readAt(), exchange.routedAt());
    micros(line, "first_us", exchange.receivedAt(), exchange.firstTokenAt());
    micros(line, "total_us", exchange.receivedAt(), now);
    if (exchange.placement() != null) {
      RoutingOutcome.Tokens tokens = exchange.consumption().answer();
      line.append(" prompt_tokens=").append(tokens.prompt());
      line.append(" cached_tokens=").append(tokens.cached());
      line.append(" completion_tokens=").append(tokens.completion());
      finishes(line, exchange.consumption().finishReasons());
      line.append(" active_parameters=").append(Math.round(exchange.activeParameters()));
    }
    RoutingOutcome.Draft draft = exchange.draft();
    if (draft != null) {
      field(line, "draft", draft.expert());
      field(line, "verdict", draft.verdict().name().toLowerCase(Locale.ROOT));
      field(line, "confidence", draft.confidence() == null ? null : draft.confidence().toString());
      field(line, "wasted_tokens", Long.toString(exchange.consumption().wastedTokens()));
    }
    return line.toString();
  }

  /** The same fields as far as there are any, and the method, since it may be the wrong one. */
  static String line(SideExchange exchange, long now) {
    StringBuilder line = new StringBuilder(USUAL_LINE / 4);
    line.append("time=");
    TIME.append(line, System.currentTimeMillis());
    field(line, "request", exchange.requestId());
    field(line, "endpoint", exchange.endpoint());
    field(line, "method", exchange.method());
    field(line, "tenant", exchange.tenant() == null ? null : exchange.tenant().id());
    boolean gone = exchange.status() == 0;
    String code = exchange.refusalCode();
    field(line, "outcome", gone ? "client_closed" : code == null ? "completed" : "refused");
    field(line, "status", Integer.toString(gone ? CLIENT_CLOSED : exchange.status()));
    field(line, "code", gone ? null : code);
    micros(line, "total_us", exchange.receivedAt(), now);
    return line.toString();
  }

  /** As {@code NAME:SCORE}; ids of experts may hold colons, and neither commas nor spaces. */
  private static void expected(StringBuilder line, Map<String, Double> scores) {
    if (scores.isEmpty()) {
      return;
    }
    String before = " expected=";
    for (Map.Entry<String, Double> one : new TreeMap<>(scores).entrySet()) {
      line.append(before).append(word(one.getKey())).append(':').append(one.getValue());
      before = ",";
    }
  }

  /** As {@code REPLICA:CAUSE}, with spaces and commas as underscores. */
  private static void failures(StringBuilder line, List<Failure> failures) {
    String before = " failed=";
    for (Failure one : failures) {
      line.append(before).append(word(one.replica())).append(':').append(word(one.cause()));
      before = ",";
    }
  }

  private static String word(String name) {
    return name.replace(' ', '_').replace(',', '_');
  }

  /** What the router was told, so that another policy can be asked the same. */
  private static void asked(StringBuilder line, RequestFacts facts, ClientThinking thinking) {
    field(line, "model", facts.model());
    String before = " needs=";
    for (Capability need : facts.needs()) {
      line.append(before).append(need.wireName());
      before = ",";
    }
    line.append(" stream=").append(facts.stream());
    line.append(" prompt_estimate=").append(facts.promptTokens());
    if (facts.maxTokens() > 0) {
      line.append(" max_tokens=").append(facts.maxTokens());
    }
    number(line, "wished_large_share", facts.preferences().maxLargeShare());
    number(line, "wished_quality", facts.preferences().quality());
    field(line, "wished_thinking", thinking == ClientThinking.OPEN ? null : thinking.wireName());
  }

  /** The propensity is that of the expert that was chosen, which need not be who answered. */
  private static void instead(StringBuilder line, RoutingDecision decision, Placement by) {
    String chosen = decision.placements().getFirst().expert();
    field(line, "chosen", chosen.equals(by.expert()) ? null : chosen);
  }

  private static void finishes(StringBuilder line, Set<FinishReason> reasons) {
    String before = " finish=";
    for (FinishReason reason : reasons) {
      line.append(before).append(reason.wireName());
      before = ",";
    }
  }

  private static void field(StringBuilder line, String name, @Nullable String value) {
    if (value != null) {
      line.append(line.isEmpty() ? "" : " ").append(name).append('=').append(value);
    }
  }

  private static void number(StringBuilder line, String name, @Nullable Double value) {
    field(line, name, value == null ? null : value.toString());
  }

  private static void micros(StringBuilder line, String name, long from, long to) {
    if (from != 0 && to != 0) {
      line.append(' ').append(name).append('=').append((to - from) / 1000);
    }
  }
}
