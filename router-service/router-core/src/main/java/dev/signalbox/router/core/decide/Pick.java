package dev.signalbox.router.core.decide;

import java.util.List;

/**
 * What a picker chose.
 *
 * @param order the chosen expert first, then whom to try next; never empty
 * @param propensity probability with which the first one was chosen, over 0 and up to 1
 * @param explored whether chance chose rather than the score
 */
public record Pick(List<Scored> order, double propensity, boolean explored) {
  public Pick {
    order = List.copyOf(order);
  }
}
