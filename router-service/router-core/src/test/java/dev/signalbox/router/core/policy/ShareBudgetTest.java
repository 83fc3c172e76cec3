package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareBudgetTest {
  private final ShareBudget budget = new ShareBudget();

  @Test
  void keepsTheShareWhenEveryRequestWantsTheLargeExpert() {
    int sent = 0;
    for (int i = 0; i < 1000; i++) {
      if (budget.earn("t", "p", 0.3)) {
        budget.spend("t", "p", 0.3);
        sent++;
      }
    }

    assertThat(sent).isBetween(300, 311);
  }

  @Test
  void allowsAllOrNothingAtTheEnds() {
    assertThat(budget.earn("t", "p", 0)).isFalse();
    assertThat(budget.earn("t", "p", 1)).isTrue();
  }

  @Test
  void countsEachTenantByItself() {
    for (int i = 0; i < 20; i++) {
      budget.spend("greedy", "p", 0.1);
    }

    assertThat(budget.earn("greedy", "p", 0.1)).isFalse();
    assertThat(budget.earn("modest", "p", 0.1)).isTrue();
  }

  @Test
  void recoversFromALongTimeOfStandingIn() {
    for (int i = 0; i < 100_000; i++) {
      budget.spend("t", "p", 0.5);
    }
    int refused = 0;
    while (!budget.earn("t", "p", 0.5)) {
      refused++;
    }

    assertThat(refused).isLessThan(30);
  }
}
