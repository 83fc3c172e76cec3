package dev.signalbox.gateway.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.request.Span;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Token ids are hidden wherever they stand, and what is left is JSON. */
class ChunkReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[{\"index\":0,\"token_ids\":[1]}]}|{\"choices\":[{\"index\":0}]}",
        "{\"choices\":[{\"token_ids\":[1],\"index\":0}]}|{\"choices\":[{\"index\":0}]}",
        "{\"choices\":[{ \"token_ids\" : [1] , \"index\":0}]}|{\"choices\":[{  \"index\":0}]}",
        "{\"choices\":[{\"token_ids\":[1]}]}|{\"choices\":[{}]}",
        "{\"choices\":[{\"token_ids\":[1],\"prompt_token_ids\":[2]}]}|{\"choices\":[{}]}",
        "{\"choices\":[{\"token_ids\":[1],\"prompt_token_ids\":[2],\"index\":0}]}|{\"choices\":[{\"index\":0}]}",
        "{\"choices\":[{\"index\":0,\"token_ids\":[1],\"prompt_token_ids\":[2]}]}|{\"choices\":[{\"index\":0}]}",
        "{\"choices\":[{\"token_ids\":[1],\"index\":0,\"prompt_token_ids\":[2]}]}|{\"choices\":[{\"index\":0}]}",
        "{\"prompt_token_ids\":[2],\"choices\":[{\"token_ids\":null}]}|{\"choices\":[{}]}"
      })
  void hiddenMembersTakeOneOfTheirCommasAlong(String chunk, String shown) {
    byte[] bytes = ("data: " + chunk + "\n").getBytes(StandardCharsets.UTF_8);
    int from = "data: ".length();
    StringBuilder left = new StringBuilder();
    int copied = 0;
    for (Span span : ChunkReader.read(bytes, from, bytes.length - 1).hidden()) {
      assertThat(span.start()).isGreaterThanOrEqualTo(copied);
      left.append(chunk, copied, span.start());
      copied = span.end();
    }

    assertThat(left.append(chunk.substring(copied))).hasToString(shown);
  }
}
