package dev.signalbox.gateway.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read of a draft, and what is left of it for the client. */
class DraftTextTest {
  private static final String TOKEN =
      "{\"token\":\"é\",\"logprob\":%s,\"top_logprobs\":[{\"token\":\"x\",\"logprob\":-9}]}";
  private static final String LOGPROBS = "{\"content\":[" + TOKEN + "]}";

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static String text(DraftPiece piece) {
    return text(piece, null);
  }

  private static String text(DraftPiece piece, @Nullable String explanation) {
    ByteBuf buffer =
        piece.delivered(
            explanation == null ? null : () -> explanation.getBytes(StandardCharsets.UTF_8));
    String text = buffer.toString(StandardCharsets.UTF_8);
    buffer.release();
    return text;
  }

  private static String event(String logprobs) {
    return "data: {\"x\":\"ä\", \"choices\":[{\"index\":0,\"delta\":{\"content\":\"é\\n\"},"
        + "\"logprobs\": "
        + logprobs
        + " ,\"finish_reason\":null}],\"choice\":{\"logprobs\":{}}}\r\n\r\n";
  }

  @Test
  void takesLogprobsOutAndLeavesTheRestByteForByte() {
    DraftText draft = new DraftText(true);
    String events =
        ": comment\n\n" + event(LOGPROBS.formatted("-0.5")) + event("null") + "data: [DONE]\n\n";

    assertThat(text(draft.events(bytes(events))))
        .isEqualTo(": comment\n\n" + event("null") + event("null") + "data: [DONE]\n\n");
    assertThat(draft.said()).isEqualTo("é\né\n");
    assertThat(draft.logprobs().count()).isEqualTo(1);
  }

  @Test
  void leavesLogprobsToAClientWhoAskedForThem() {
    DraftText draft = new DraftText(false);
    String events = event(LOGPROBS.formatted("-0.5"));

    assertThat(text(draft.events(bytes(events)))).isEqualTo(events);
    assertThat(draft.logprobs().confidence(null)).isCloseTo(-0.5, within(1e-6));
  }

  @Test
  void readsAWholeAnswerOfBothShapes() {
    DraftText chat = new DraftText(true);
    String answer =
        "{\"choices\":[{\"message\":{\"content\":\"four\"},\"logprobs\":%s,\"index\":0},"
            + "{\"logprobs\":%s,\"message\":{\"content\":\"five\"},\"index\":1}]}";

    assertThat(
            text(
                chat.whole(
                    bytes(
                        answer.formatted(
                            LOGPROBS.formatted("-0.25"), LOGPROBS.formatted("-0.75"))))))
        .isEqualTo(answer.formatted("null", "null"));
    assertThat(chat.logprobs().confidence(null)).isCloseTo(-0.5, within(1e-6));
    assertThat(chat.said()).isEqualTo("four");

    DraftText plain = new DraftText(true);
    String completion =
        "{\"choices\":[{\"text\":\" yes\",\"logprobs\":{\"tokens\":[\"a\",\"b\"],"
            + "\"token_logprobs\":[null,-1.5],\"top_logprobs\":[{\"a\":-3}]}}]}";
    assertThat(text(plain.whole(bytes(completion))))
        .isEqualTo("{\"choices\":[{\"text\":\" yes\",\"logprobs\":null}]}");
    assertThat(plain.logprobs().confidence(null)).isCloseTo(-1.5, within(1e-6));
  }

  @Test
  void addsWhatIsToldToEveryUsageWhereverItStands() {
    String before = "{\"usage\":{\"n\":1%s},\"choices\":[{\"logprobs\":%s}]}";
    String after = "{\"choices\":[{\"logprobs\":%s,\"usage\":{}}],\"usage\":{%s }}";
    String between = "{\"choices\":[],\"usage\":null,\"more\":{\"usage\":{}}}";
    String logprobs = LOGPROBS.formatted("-0.5");
    String events = "data: %s\n\ndata: %s\n\ndata: %s\n\n";
    DraftPiece piece =
        new DraftText(true)
            .events(
                bytes(
                    events.formatted(
                        before.formatted("", logprobs), after.formatted(logprobs, ""), between)));

    assertThat(text(piece))
        .isEqualTo(
            events.formatted(before.formatted("", "null"), after.formatted("null", ""), between));
    assertThat(text(piece, "\"why\":\"ä\""))
        .isEqualTo(
            events.formatted(
                before.formatted(",\"why\":\"ä\"", "null"),
                after.formatted("null", " \"why\":\"ä\"").replace("\"ä\" }", "\"ä\"}"),
                between));
  }

  @Test
  void tellsNoConfidenceWhereNoTokenTellsItsOwn() {
    DraftText draft = new DraftText(true);
    text(draft.events(bytes(event("null") + "data: garbage {\n\n" + event("{\"content\":null}"))));

    assertThat(draft.logprobs().confidence(null)).isNull();
    assertThat(draft.logprobs().confidence(0.1)).isNull();
  }

  @Test
  void readsALowQuantileAndBoundsWhatServersCutOff() {
    TokenLogprobs logprobs = new TokenLogprobs();
    for (int i = 0; i < 100; i++) {
      logprobs.add(-i / 100.0);
    }
    assertThat(logprobs.confidence(0.1)).isCloseTo(-0.9, within(1e-6));

    TokenLogprobs cut = new TokenLogprobs();
    cut.add(-9999);
    cut.add(0.1);
    assertThat(cut.confidence(null)).isEqualTo(-10);
  }

  @Test
  void agreementCountsTheWordsInCommon() {
    assertThat(Agreement.of("The answer is 42.", "the answer, is 42")).isEqualTo(1);
    assertThat(Agreement.of("It is 42", "It is 43")).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(Agreement.of("yes", "no")).isZero();
    assertThat(Agreement.of("", "")).isEqualTo(1);
    assertThat(Agreement.of("", "no")).isZero();
  }
}
