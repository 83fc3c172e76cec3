package dev.signalbox.gateway.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was written for nothing is counted, whoever wrote it. */
class ConsumptionTest {
  private static final Placement SMALL =
      new Placement(
          "small",
          "small#0",
          URI.create("http://h:1/v1"),
          "m",
          null,
          Set.of(Capability.CHAT),
          0,
          null,
          1_000,
          null,
          false);

  private final Consumption consumption = new Consumption();

  @Test
  void draftThatIsTheAnswerAfterAllLeavesTheSecondAnswerWasted() {
    Tokens draft = new Tokens(5, 0, 20);
    Tokens second = new Tokens(5, 0, 30);
    consumption.wasted(SMALL, second);
    consumption.wasted(SMALL, draft);

    consumption.notWasted(SMALL, draft);

    assertThat(consumption.waste()).containsExactly(new Consumption.Waste(SMALL, second));
    assertThat(consumption.wastedTokens()).isEqualTo(30);
  }

  @Test
  void oneOfTwoThatTookTheSameStaysWasted() {
    Tokens tokens = new Tokens(5, 0, 20);
    consumption.wasted(SMALL, tokens);
    consumption.wasted(SMALL, tokens);

    consumption.notWasted(SMALL, tokens);

    assertThat(consumption.wastedTokens()).isEqualTo(20);
  }
}
