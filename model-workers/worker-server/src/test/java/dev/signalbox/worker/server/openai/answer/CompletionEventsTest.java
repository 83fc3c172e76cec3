package dev.signalbox.worker.server.openai.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.api.TokenChunk.FinishReason;
import dev.signalbox.worker.api.TokenChunk.Usage;
import dev.signalbox.worker.api.TokenLogprob;
import dev.signalbox.worker.server.openai.request.GenerationOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionEventsTest {

  @Test
  void theLastEventOfAChoiceCarriesItsTextAndReason() {
    CompletionEvents events =
        new CompletionEvents(
            new Envelope("cmpl-1", 5, "m"), options(false), List.of(new int[] {1}));

    assertThat(
            written(
                events,
                new TokenChunk(
                    0, "é", List.of(7), List.of(), FinishReason.LENGTH, null, new Usage(1, 0, 1))))
        .isEqualTo(
            "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":5,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"text\":\"é\",\"logprobs\":null,"
                + "\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n");
  }

  @Test
  void eachChoiceTellsTheIdsOfItsOwnPromptOnce() {
    CompletionEvents events =
        new CompletionEvents(
            new Envelope("cmpl-1", 5, "m"),
            options(true),
            List.of(new int[] {1}, new int[] {2, 3}));

    assertThat(written(events, plain(0))).contains("\"prompt_token_ids\":[1]");
    assertThat(written(events, plain(3))).contains("\"prompt_token_ids\":[2,3]");
    assertThat(written(events, plain(3))).doesNotContain("prompt_token_ids");
  }

  @Test
  void offsetsGoOnFromEventToEventAndOneTextIsOneKey() {
    TokenLogprob end = new TokenLogprob(257, new byte[0], -3, List.of());
    TokenLogprob otherEnd = new TokenLogprob(256, new byte[0], -4, List.of());
    TokenLogprob token =
        new TokenLogprob(7, " no".getBytes(StandardCharsets.UTF_8), -1, List.of(end, otherEnd));
    CompletionEvents events =
        new CompletionEvents(
            new Envelope("cmpl-1", 5, "m"), options(false), List.of(new int[] {1}));
    TokenChunk chunk = new TokenChunk(0, " no", List.of(7), List.of(token), null, null, null);

    assertThat(written(events, chunk))
        .contains(
            "\"logprobs\":{\"text_offset\":[0],\"token_logprobs\":[-1.0],\"tokens\":[\" no\"],"
                + "\"top_logprobs\":[{\"\":-3.0}]}");
    assertThat(written(events, chunk)).contains("\"text_offset\":[3]");
  }

  @Test
  void aStopTextIsNamedBesideTheReason() {
    CompletionEvents events =
        new CompletionEvents(
            new Envelope("cmpl-1", 5, "m"), options(false), List.of(new int[] {1}));

    assertThat(
            written(
                events,
                new TokenChunk(0, "", List.of(7), List.of(), FinishReason.STOP, "\nEND", null)))
        .contains("\"finish_reason\":\"stop\",\"stop_reason\":\"\\nEND\"}");
  }

  private static TokenChunk plain(int choice) {
    return new TokenChunk(choice, "x", List.of(7), List.of(), null, null, null);
  }

  private static GenerationOptions options(boolean ids) {
    return new GenerationOptions(
        "m", 10, 2, Sampling.greedy(), List.of(), -1, false, true, false, ids, 0);
  }

  private static String written(CompletionEvents events, TokenChunk chunk) {
    JsonBytes out = new JsonBytes(8);
    events.write(chunk, out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
