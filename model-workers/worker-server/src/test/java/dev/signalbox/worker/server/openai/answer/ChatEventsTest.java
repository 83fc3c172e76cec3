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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChatEventsTest {
  private static final String HEAD =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":5,"
          + "\"model\":\"m\",\"choices\":[";

  @Test
  void aStreamHasTheEventsOfTheApiByteForByte() {
    ChatEvents events = new ChatEvents(envelope(), options(false, false), new int[] {1});

    assertThat(written(events, chunk(0, "Hi", List.of(7), null, null)))
        .isEqualTo(
            HEAD
                + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                + "\"logprobs\":null,\"finish_reason\":null}]}\n\n"
                + HEAD
                + "{\"index\":0,\"delta\":{\"content\":\"Hi\"},"
                + "\"logprobs\":null,\"finish_reason\":null}]}\n\n");
    assertThat(written(events, chunk(0, "", List.of(8), null, null))).isEmpty();
    assertThat(written(events, chunk(0, "!", List.of(9), FinishReason.STOP, new Usage(1, 0, 3))))
        .isEqualTo(
            HEAD
                + "{\"index\":0,\"delta\":{\"content\":\"!\"},"
                + "\"logprobs\":null,\"finish_reason\":null}]}\n\n"
                + HEAD
                + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n"
                + "data: [DONE]\n\n");
  }

  @Test
  void aStopTextIsNamedBesideTheReason() {
    ChatEvents events = new ChatEvents(envelope(), options(false, false), new int[] {1});

    assertThat(
            written(
                events,
                new TokenChunk(0, "x", List.of(7), List.of(), FinishReason.STOP, "END", null)))
        .endsWith(
            "\"delta\":{},\"logprobs\":null,"
                + "\"finish_reason\":\"stop\",\"stop_reason\":\"END\"}]}\n\n");
  }

  @Test
  void usageComesLastWithEmptyChoicesAndIsNullBefore() {
    ChatEvents events = new ChatEvents(envelope(), options(true, false), new int[] {1});

    String written =
        written(events, chunk(0, "", List.of(9), FinishReason.LENGTH, new Usage(12, 8, 3)));

    assertThat(written)
        .endsWith(
            "\"finish_reason\":\"length\"}],\"usage\":null}\n\n"
                + HEAD
                + "],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":8}}}\n\ndata: [DONE]\n\n");
  }

  @Test
  void idsStandBesideTheirTextAndEachOnlyOnce() {
    ChatEvents events = new ChatEvents(envelope(), options(false, true), new int[] {3, 4});

    String first = written(events, chunk(0, "", List.of(7), null, null));
    String last = written(events, chunk(0, "x", List.of(8), FinishReason.STOP, null));
    String other = written(events, chunk(1, "", List.of(9), FinishReason.STOP, null));

    assertThat(first)
        .contains("\"finish_reason\":null}],\"prompt_token_ids\":[3,4]}\n\n")
        .contains("\"delta\":{\"content\":\"\"}", "\"token_ids\":[7]}]}");
    assertThat(last).contains("\"content\":\"x\"}", "\"token_ids\":[8]}]}", "\"token_ids\":[]}]}");
    assertThat(other)
        .contains("\"finish_reason\":\"stop\",\"token_ids\":[9]}]}")
        .doesNotContain("prompt_token_ids");
  }

  @Test
  void logProbabilitiesCarryTheBytesOfHalfCharacters() {
    TokenLogprob half = new TokenLogprob(5, new byte[] {(byte) 0xf0, (byte) 0x9f}, -0.5, List.of());
    TokenLogprob chosen = new TokenLogprob(5, half.bytes(), -0.5, List.of(half));
    ChatEvents events = new ChatEvents(envelope(), options(false, false), new int[] {1});

    String written =
        written(events, new TokenChunk(0, "", List.of(5), List.of(chosen), null, null, null));

    assertThat(written)
        .contains(
            "\"logprobs\":{\"content\":[{\"token\":\"bytes:\\\\xf0\\\\x9f\",\"logprob\":-0.5,"
                + "\"bytes\":[240,159],\"top_logprobs\":[{\"token\":\"bytes:\\\\xf0\\\\x9f\","
                + "\"logprob\":-0.5,\"bytes\":[240,159]}]}],\"refusal\":null}");
  }

  private static Envelope envelope() {
    return new Envelope("chatcmpl-1", 5, "m");
  }

  private static GenerationOptions options(boolean usage, boolean ids) {
    return new GenerationOptions(
        "m", 10, 2, Sampling.greedy(), List.of(), -1, false, true, usage, ids, 0);
  }

  private static TokenChunk chunk(
      int choice,
      String text,
      List<Integer> ids,
      @Nullable FinishReason finish,
      @Nullable Usage usage) {
    return new TokenChunk(choice, text, ids, List.of(), finish, null, usage);
  }

  private static String written(ChatEvents events, TokenChunk chunk) {
    JsonBytes out = new JsonBytes(8);
    events.write(chunk, out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
