package dev.signalbox.router.core.decide.filter;

import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.core.decide.Filter;
import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.fleet.ExpertFleet;
import java.util.List;

/**
 * Keeps the experts that can read the whole prompt. The router knows an estimate of its length, not
 * the tokens: where nobody is sure to have room, those with the longest context stay, whose worker
 * counts exactly and refuses by itself; only a prompt that is {@value #SURELY} times too long by
 * estimate is refused here.
 */
public final class ContextLengthFilter implements Filter {
  private static final int SURELY = 4;

  @Override
  public String name() {
    return "context-length";
  }

  @Override
  public List<ExpertFleet> keep(List<ExpertFleet> experts, Inquiry inquiry) {
    int tokens = inquiry.request().promptTokens();
    List<ExpertFleet> fitting = Filter.those(experts, e -> hasRoom(e, tokens));
    if (!fitting.isEmpty()) {
      return fitting;
    }
    int longest = experts.stream().mapToInt(ContextLengthFilter::room).max().orElse(0);
    if (tokens / SURELY > longest) {
      throw new RoutingRefusedException(
          new RoutingRefusal.ContextTooLong(
              "the prompt has about %d tokens (expected: at most %d)".formatted(tokens, longest),
              tokens,
              longest));
    }
    return experts.stream().filter(e -> room(e) == longest).toList();
  }

  @Override
  public String why(ExpertFleet dropped, Inquiry inquiry) {
    return "its context of %d tokens is too short for about %d"
        .formatted(dropped.contextLength(), inquiry.request().promptTokens());
  }

  /** Whether an expert can read a prompt of about so many tokens. */
  public static boolean hasRoom(ExpertFleet expert, int tokens) {
    return room(expert) >= tokens;
  }

  private static int room(ExpertFleet expert) {
    return expert.contextLength() == 0 ? Integer.MAX_VALUE : expert.contextLength();
  }
}
