package dev.signalbox.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramerTest {
  private static final String COUNTED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n";

  private final StringBuilder body = new StringBuilder();
  private final Framer framer =
      new Framer(piece -> body.append(StandardCharsets.US_ASCII.decode(piece)));

  @Test
  void findsTheEndHoweverTheMessageIsCut() {
    for (String message : List.of(COUNTED, CHUNKED)) {
      for (int cut = 1; cut < message.length(); cut++) {
        body.setLength(0);
        assertThat(framer.read(bytes(message.substring(0, cut)))).isFalse();
        assertThat(framer.read(bytes(message.substring(cut)))).as("cut at %d", cut).isTrue();
        assertThat(body).hasToString("hello");
        assertThat(framer.isOk()).isTrue();
      }
    }
  }

  @Test
  void leavesTheNextMessageInTheBuffer() {
    ByteBuffer both = bytes(CHUNKED + "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
    List<String> lines = new ArrayList<>();

    while (framer.read(both)) {
      lines.add(framer.firstLine());
    }

    assertThat(lines).containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 503 Busy");
    assertThat(framer.isOk()).isFalse();
  }

  @Test
  void aTrailerIsNotTheEnd() {
    String message = CHUNKED.substring(0, CHUNKED.length() - 2) + "X-Took: 3\r\n\r\n";

    assertThat(framer.read(bytes(message.substring(0, message.length() - 2)))).isFalse();
    assertThat(framer.read(bytes("\r\n"))).isTrue();
  }

  @Test
  void garbageForAChunkIsAnError() {
    assertThatThrownBy(
            () -> framer.read(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n!")))
        .hasMessageContaining("chunk");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
