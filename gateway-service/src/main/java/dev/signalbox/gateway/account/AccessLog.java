package dev.signalbox.gateway.account;

import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingDecision;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request, key=value, for machines and people. Never content, never a key, never
 * an address.
 */
public final class AccessLog {
  private static final Logger log = LoggerFactory.getLogger("signalbox.access");
  private static final int CLIENT_CLOSED = 499;

  /** Writes the line of an exchange that has ended. */
  public void write(Exchange exchange, long now) {
    if (log.isInfoEnabled()) {
      log.info(line(exchange, now));
    }
  }

  static String line(Exchange exchange, long now) {
    StringBuilder line = new StringBuilder(320);
    field(line, "request", exchange.requestId());
    field(line, "endpoint", exchange.endpoint().path());
    field(line, "tenant", exchange.tenant() == null ? null : exchange.tenant().id());
    RoutingDecision decision = exchange.decision();
    if (decision != null) {
      field(line, "mode", decision.mode().wireName());
      field(line, "difficulty", Decimals.three(decision.difficulty()));
      field(line, "policy", decision.policy());
      field(line, "arm", decision.arm());
      field(line, "revision", decision.revision());
      field(line, "attempts", Integer.toString(exchange.attempts().count()));
    }
    if (exchange.placement() != null) {
      field(line, "expert", exchange.placement().expert());
      field(line, "replica", exchange.placement().replica());
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
      line.append(" prompt_tokens=").append(exchange.promptTokens());
      line.append(" cached_tokens=").append(exchange.cachedTokens());
      line.append(" completion_tokens=").append(exchange.completionTokens());
    }
    return line.toString();
  }

  private static void field(StringBuilder line, String name, @Nullable String value) {
    if (value != null) {
      line.append(line.isEmpty() ? "" : " ").append(name).append('=').append(value);
    }
  }

  private static void micros(StringBuilder line, String name, long from, long to) {
    if (from != 0 && to != 0) {
      line.append(' ').append(name).append('=').append((to - from) / 1000);
    }
  }
}
