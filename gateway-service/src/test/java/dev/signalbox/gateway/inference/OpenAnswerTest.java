package dev.signalbox.gateway.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Begun;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.gateway.translate.EventWriter;
import dev.signalbox.gateway.translate.OwnWords;
import dev.signalbox.gateway.translate.StreamTranslation;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.router.api.Placement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** An answer in one piece, in the shape of its client's API. */
class OpenAnswerTest {
  private static final byte[] MODEL = "\"small\"".getBytes(UTF_8);
  private static final byte[] EXPLANATION = "\"signalbox\":{}".getBytes(UTF_8);
  private static final Placement SMALL =
      new Placement(
          "small",
          "small#0",
          URI.create("http://h:1/v1"),
          "m",
          null,
          Set.of(),
          0,
          null,
          0,
          null,
          false);

  private final List<String> read = new ArrayList<>();
  private final Translation translation = new Noting();

  @Test
  void draftIsTranslatedOnce() {
    OpenAnswer answer = OpenAnswer.of(draft(null));

    assertThat(told(answer)).isEqualTo("translation 1");
    assertThat(read).containsExactly(Call.ANSWER.replace("\"m\"", "\"small\""));
  }

  @Test
  void answerIsTranslatedOnce() {
    OpenAnswer answer = OpenAnswer.of(Begun.by(SMALL, intake(false)));

    assertThat(told(answer)).isEqualTo("translation 1");
    assertThat(read).hasSize(1);
  }

  @Test
  void draftThatIsExplainedIsTranslatedWithThat() {
    OpenAnswer answer = OpenAnswer.of(draft(() -> EXPLANATION));

    assertThat(told(answer)).isEqualTo("translation 2");
    assertThat(read.getLast()).contains("\"signalbox\":{}");
  }

  private WholeDraft draft(@Nullable Supplier<byte[]> explanation) {
    return new WholeDraft(
        Begun.by(SMALL, intake(explanation != null)), new DraftText(true), explanation);
  }

  private BodyIntake intake(boolean explained) {
    RelayPlan plan = new RelayPlan(MODEL, true, null, 1, () -> {});
    ByteBuf body = Unpooled.copiedBuffer(Call.ANSWER, UTF_8);
    BodyIntake intake = new BodyIntake(plan, 1 << 20, Endpoint.MESSAGES);
    return Objects.requireNonNull(intake.read(Flux.just(body)).block())
        .translated(translation, explained);
  }

  private String told(OpenAnswer answer) {
    Exchange exchange = new Exchange("r", Endpoint.MESSAGES, 1, () -> {}, RequestTrace.NONE);
    exchange.translated(translation);
    ByteBuf json = ((Answer.Whole) answer.answer(exchange)).json();
    String text = json.toString(UTF_8);
    json.release();
    return text;
  }

  /** Notes what it is given, and makes of it how many there were. */
  private final class Noting implements Translation {
    @Override
    public byte[] chat() {
      return new byte[0];
    }

    @Override
    public OwnWords words() {
      return new OwnWords(Map.of());
    }

    @Override
    public byte[] whole(byte[] chat) {
      read.add(new String(chat, UTF_8));
      return ("translation " + read.size()).getBytes(UTF_8);
    }

    @Override
    public StreamTranslation stream(EventWriter out) {
      throw new AssertionError("this is no stream");
    }
  }
}
