package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.refusal.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A damaged body is refused, or reaches the upstream meaning what the gateway read. */
class RequestReaderFuzzTest {
  private static final int CASES = 20_000;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BODY =
      """
      {"model":"auto","stream":true,"stream_options":{"include_usage":false,"x":1},"n":1,
       "signalbox":{"mode":"auto","session":"s"},"tools":[{"type":"function"}],"extra":{"a":[1,2.5e3,null]},
       "messages":[{"role":"system","content":"é\\u00e9\\n"},{"role":"user","content":[{"type":"text","text":"hi"}]}]}\
      """;

  @Test
  void whatPassesMeansTheSame() {
    Random random = new Random(20261125);
    RequestReader reader = new RequestReader(64, 1 << 20);
    int passed = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] body = damaged(random);
      RequestBody read;
      try {
        read = reader.read(Endpoint.CHAT, body, body.length);
      } catch (RefusedException e) {
        assertThat(e.refusal().status()).isEqualTo(400);
        continue;
      }
      passed++;
      ByteBuf sent =
          read.forUpstream(
              UnpooledByteBufAllocator.DEFAULT, "\"up\"".getBytes(StandardCharsets.UTF_8));
      JsonNode got = JSON.readTree(sent.toString(StandardCharsets.UTF_8));
      sent.release();
      assertThat(got)
          .as(new String(body, StandardCharsets.UTF_8))
          .isEqualTo(expected(body, read.facts()));
    }
    assertThat(passed).isGreaterThan(CASES / 20);
  }

  private static byte[] damaged(Random random) {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      String letters = "{}[],:\"\\ \n0eau\u00e9";
      int at = random.nextInt(body.length);
      body[at] =
          random.nextBoolean()
              ? (byte) letters.charAt(random.nextInt(letters.length()))
              : body[random.nextInt(body.length)];
    }
    return body;
  }

  private static JsonNode expected(byte[] body, RequestFacts facts) {
    ObjectNode tree = (ObjectNode) JSON.readTree(body);
    tree.put("model", "up");
    tree.remove("signalbox");
    if (facts.stream()) {
      JsonNode options = tree.get("stream_options");
      ObjectNode wanted =
          options instanceof ObjectNode known ? known : tree.putObject("stream_options");
      wanted.put("include_usage", true);
    }
    return tree;
  }
}
