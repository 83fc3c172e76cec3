package dev.signalbox.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChatEventsTest {
  private final StringBuilder text = new StringBuilder();
  private final ChatEvents events = new ChatEvents(text::append);

  @Test
  void handsOutThePiecesAndKeepsTheUsage() {
    events.read(
        Stream.of(
            ": keep-alive",
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}",
            "",
            "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"}}],\"usage\":null}",
            "data: {\"choices\":[],\"usage\":{\"completion_tokens\":2}}",
            "data: [DONE]"));

    assertThat(text).hasToString("Hello");
    assertThat(events.usage()).isNotNull();
  }

  @Test
  void failsWithTheMessageOfAnErrorEvent() {
    assertThatThrownBy(
            () -> events.read(Stream.of("data: {\"error\":{\"message\":\"the upstream died\"}}")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the upstream died");
  }

  @Test
  void takesNoBrokenStreamForAWholeOne() {
    assertThatThrownBy(
            () -> events.read(Stream.of("data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("broke off");
  }
}
