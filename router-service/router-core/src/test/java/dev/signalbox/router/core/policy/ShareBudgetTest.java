package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareBudgetTest {
  private final ShareBudget budget = new ShareBudget();

  @Test
  void keepsTheShareWhenEveryRequestWantsTheLargeExpert() {
    int sent = 0;
    for (int i = 0; i < 1000; i++) {
      if (budget.earn("t", "p", 300, 0.3)) {
        budget.spend("t", "p", 300);
        sent++;
      }
    }

    assertThat(sent).isBetween(300, 311);
  }

  @Test
  void allowsAllOrNothingAtTheEnds() {
    assertThat(budget.earn("t", "p", 0, 0)).isFalse();
    assertThat(budget.earn("t", "p", 1_000, 1)).isTrue();
  }

  @Test
  void countsEachTenantByItself() {
    for (int i = 0; i < 20; i++) {
      budget.spend("greedy", "p", 100);
    }

    assertThat(budget.earn("greedy", "p", 100, 0.1)).isFalse();
    assertThat(budget.earn("modest", "p", 100, 0.1)).isTrue();
  }

  @Test
  void sharesOfEachRequestAddUpInOneAccount() {
    double earned = 0;
    int sent = 0;
    for (int i = 1; i < 1_000; i++) {
      double share = i * 389 % 1_000 / 1_000.0;
      earned += share;
      if (budget.earn("t", "p", ShareBudget.OF_EACH, share)) {
        budget.spend("t", "p", ShareBudget.OF_EACH);
        sent++;
      }
    }

    assertThat(sent).isBetween((int) earned - 1, (int) earned + 10);
  }

  @Test
  void recoversFromALongTimeOfStandingIn() {
    for (int i = 0; i < 100_000; i++) {
      budget.spend("t", "p", 500);
    }
    int refused = 0;
    while (!budget.earn("t", "p", 500, 0.5)) {
      refused++;
    }

    assertThat(refused).isLessThan(30);
  }
}
