package dev.signalbox.router.api;

import java.util.Set;

/**
 * Where answers of some experts are paid for, whoever was chosen. Told back as it is with the
 * outcome: who answers may differ from who was chosen, and only the outcome knows.
 *
 * @param policy the policy that decided
 * @param account the router's own number of the budget
 * @param spent whether such an answer was paid for beforehand; what did not come is paid back, what
 *     came unpaid is paid for then
 * @param experts whose answers cost
 */
public record ShareCredit(String policy, int account, boolean spent, Set<String> experts) {
  public ShareCredit {
    experts = Set.copyOf(experts);
  }
}
