package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ChatCall;
import dev.signalbox.it.client.Http;
import dev.signalbox.it.rig.SharedRig;
import dev.signalbox.it.rig.ToyRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** The second turn of a conversation does not compute the first one again. */
@ExtendWith(SharedRig.class)
@ResourceLock(ToyRig.PREFIX_CACHE)
class ConversationIT {

  @Test
  void secondTurnReadsItsHistoryFromThePrefixCache(ToyRig rig) {
    String base = rig.up().base();
    String history = "The train from Lyon to Paris leaves at noon. ".repeat(40);
    JsonNode first = Http.json(ChatCall.of("small", history).with("max_tokens", 8).send(base));
    String answer = first.at("/choices/0/message/content").asString();

    JsonNode second =
        Http.json(
            ChatCall.of("small", history)
                .then("assistant", answer)
                .then("user", "And back?")
                .with("max_tokens", 8)
                .send(base));

    int asked = first.at("/usage/prompt_tokens").asInt();
    assertThat(asked).isGreaterThan(200);
    assertThat(second.at("/usage/prompt_tokens_details/cached_tokens").asInt())
        .isGreaterThan(asked * 8 / 10)
        .isLessThan(second.at("/usage/prompt_tokens").asInt());
  }

  @Test
  void anotherConversationFindsNothingInTheCache(ToyRig rig) {
    JsonNode stranger =
        Http.json(
            ChatCall.of("small", "Quite another beginning. ".repeat(20))
                .with("max_tokens", 4)
                .send(rig.up().base()));
    assertThat(stranger.at("/usage/prompt_tokens_details/cached_tokens").asInt())
        .isLessThan(stranger.at("/usage/prompt_tokens").asInt() / 2);
  }
}
