package dev.signalbox.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.resume.TokenTrail;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a stream is cut and damaged, what is made of it does not depend on the cuts. */
class EventReaderFuzzTest {
  private static final int CASES = 20_000;
  private static final String TOLD =
      "data: {\"id\":\"c\",\"object\":\"o\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
          + "\"delta\":{\"content\":\"x\"},\"finish_reason\":null,\"token_ids\":[7,8]}],"
          + "\"prompt_token_ids\":[1]}";
  private static final List<String> PARTS =
      List.of(
          "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\\\"}\"},\"finish_reason\":null}]}",
          "data:{\"choices\":[{\"index\":1,\"finish_reason\":\"stop\"}],\"model\" : \"m\"}",
          "data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}",
          "data: {\"choices\":[{\"delta\":{\"content\":\"世界🙂\"}}],\"usage\":null,\"model\":\"m\"}",
          TOLD,
          ": comment",
          "event: x",
          "data: [DONE]",
          "data",
          "id: 7",
          "retry: 9");
  private static final RelayPlan PLAN =
      new RelayPlan("\"expert\"".getBytes(StandardCharsets.UTF_8), false, null, 1, () -> {});

  /** Who makes something of the events. */
  private enum Way {
    PLAIN,
    RECORDED,
    CONTINUED;

    EventShape shape(StreamTally tally) {
      TokenTrail trail = new TokenTrail();
      byte[] json = TOLD.substring("data: ".length()).getBytes(StandardCharsets.UTF_8);
      trail.shape(json);
      return switch (this) {
        case PLAIN -> PLAN;
        case RECORDED -> new RecordedEvents(PLAN, trail);
        case CONTINUED -> new ContinuedEvents(PLAN, trail, tally);
      };
    }
  }

  /** What a reader made of a stream. */
  private record Made(String out, @Nullable String done, @Nullable String failure, long tokens) {}

  @ParameterizedTest
  @EnumSource
  void cutsDoNotMatter(Way way) {
    Random random = new Random(20261125);
    for (int i = 0; i < CASES; i++) {
      byte[] stream = stream(random);
      Made whole = read(way, stream, new int[0]);
      int[] cuts = random.ints(random.nextInt(8) + 1, 0, stream.length + 1).sorted().toArray();
      assertThat(read(way, stream, cuts))
          .as(
              "case %d: %s cut at %s",
              i, new String(stream, StandardCharsets.UTF_8), Arrays.toString(cuts))
          .isEqualTo(whole);
    }
  }

  private static byte[] stream(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "\uFEFF" : "");
    String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    int events = 1 + random.nextInt(5);
    for (int i = 0; i < events; i++) {
      int lines = 1 + random.nextInt(2);
      for (int k = 0; k < lines; k++) {
        text.append(PARTS.get(random.nextInt(PARTS.size()))).append(lineEnd);
      }
      text.append(random.nextInt(12) == 0 ? "" : lineEnd);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
  }

  private static Made read(Way way, byte[] stream, int[] cuts) {
    StreamTally tally = new StreamTally();
    EventReader reader =
        new EventReader(
            way.shape(tally), 1, true, tally, since -> {}, UnpooledByteBufAllocator.DEFAULT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    for (int i = 0; i <= cuts.length && reader.failure() == null; i++) {
      int to = i == cuts.length ? stream.length : cuts[i];
      take(out, reader.read(Unpooled.wrappedBuffer(stream, at, to - at), 1));
      at = to;
    }
    if (reader.failure() == null) {
      take(out, reader.finish());
    }
    byte[] done = reader.done();
    return new Made(
        reader.failure() == null
            ? out.toString(StandardCharsets.UTF_8)
            : out.toString(StandardCharsets.UTF_8).strip(),
        done == null ? null : new String(done, StandardCharsets.UTF_8).strip(),
        reader.failure() == null ? null : reader.failure().message(),
        tally.completionTokens());
  }

  private static void take(ByteArrayOutputStream out, @Nullable ByteBuf piece) {
    if (piece != null) {
      byte[] bytes = new byte[piece.readableBytes()];
      piece.readBytes(bytes);
      piece.release();
      out.writeBytes(bytes);
    }
  }
}
