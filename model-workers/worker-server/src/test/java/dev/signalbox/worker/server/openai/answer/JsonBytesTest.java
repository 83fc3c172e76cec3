package dev.signalbox.worker.server.openai.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonBytesTest {
  private final JsonMapper jackson = JsonMapper.builder().build();

  @Test
  void everyTextIsReadBackAsItWas() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random);
      byte[] json = new JsonBytes(1).text(text).toByteArray();

      assertThat(jackson.readValue(json, String.class)).isEqualTo(text);
      assertThat(new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
          .isEqualTo(json);
    }
  }

  @Test
  void onlyWhatMustBeEscapedIs() {
    assertThat(written("a\"b\\c/d\n\r\t\u0001é€🚂"))
        .isEqualTo("\"a\\\"b\\\\c/d\\n\\r\\t\\u0001é€🚂\"");
  }

  @Test
  void halfASurrogatePairIsEscapedAndNotLost() {
    assertThat(written("x\ud83d")).isEqualTo("\"x\\ud83d\"");
    assertThat(written("\ude82x")).isEqualTo("\"\\ude82x\"");
  }

  @Test
  void numbersThatJsonCannotSayAreReplaced() {
    JsonBytes out = new JsonBytes(8);
    out.number(Double.NEGATIVE_INFINITY).raw(',').number(-0.25).raw(',').number(7L);
    out.raw(',').number(-12345678901L);

    assertThat(new String(out.toByteArray(), StandardCharsets.US_ASCII))
        .isEqualTo("-9999.0,-0.25,7,-12345678901");
  }

  private static String written(String text) {
    return new String(new JsonBytes(4).text(text).toByteArray(), StandardCharsets.UTF_8);
  }

  private static String text(Random random) {
    char[] chars = new char[random.nextInt(12)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] =
          switch (random.nextInt(4)) {
            case 0 -> (char) random.nextInt(0x80);
            case 1 -> (char) random.nextInt(0x10000);
            case 2 -> (char) (0xd800 + random.nextInt(0x400));
            default -> (char) (0xdc00 + random.nextInt(0x400));
          };
    }
    return new String(chars);
  }
}
