package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsualPricesTest {
  private static final UsualPrices.Kind CHATS = kind("acme", "small");
  private static final UsualPrices.Kind CODE = kind("acme", "coder");

  private final UsualPrices prices = new UsualPrices();

  private static UsualPrices.Kind kind(String tenant, String first) {
    return new UsualPrices.Kind(tenant, "thrifty", List.of(first, "large"));
  }

  @Test
  void meanIsThatOfTheLastRequests() {
    for (int i = 1; i <= 3; i++) {
      prices.note(CHATS, "large", i);
    }
    assertThat(prices.ofAll(CHATS, "large", 9)).isCloseTo(2, within(1e-12));

    for (int i = 0; i < 2_000; i++) {
      prices.note(CHATS, "large", 5);
    }
    assertThat(prices.ofAll(CHATS, "large", 9)).isCloseTo(5, within(0.01));
  }

  @Test
  void requestsForTheLastRungHaveAMeanOfTheirOwn() {
    prices.note(CHATS, "large", 1);
    assertThat(prices.ofLarge(CHATS, "large", 9)).isEqualTo(1);

    prices.noteLarge(CHATS, "large", 7);
    assertThat(prices.ofLarge(CHATS, "large", 9)).isEqualTo(7);
    assertThat(prices.ofAll(CHATS, "large", 9)).isEqualTo(1);
  }

  @Test
  void ladderThatOtherRequestsComeToHasMeansOfItsOwn() {
    prices.note(CHATS, "large", 1);

    assertThat(prices.ofAll(CODE, "large", 9)).isEqualTo(9);
    assertThat(prices.ofAll(kind("beta", "small"), "large", 9)).isEqualTo(9);
  }

  @Test
  void tenantsForWhomThereIsNoPlaceHaveOneMean() {
    for (int i = 0; i < 60_000; i++) {
      prices.note(kind("t" + i, "small"), "large", i < 50_000 ? 1 : 3);
    }

    assertThat(prices.ofAll(kind("t7", "small"), "large", 9)).isEqualTo(1);
    assertThat(prices.ofAll(kind("t59999", "small"), "large", 9)).isEqualTo(3);
    assertThat(prices.ofAll(kind("another", "small"), "large", 9)).isEqualTo(3);
  }
}
