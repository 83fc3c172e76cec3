package dev.signalbox.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseSplitterTest {
  private static final String STREAM =
      """
      : comment

      data: {"choices":[{"index":0}],"model":"m"}

      event: x
      data: {"a":
      data: 1}
      id: 7

      data:{"b":"世界🙂"}

      :

      data: [DONE]

      """;

  /** Feeds a stream in pieces of the given sizes, the way that the relay does. */
  private static List<String> events(byte[] stream, int... cuts) {
    SseSplitter splitter = new SseSplitter();
    List<String> events = new ArrayList<>();
    byte[] kept = new byte[0];
    int at = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i == cuts.length ? stream.length : cuts[i];
      byte[] bytes = Arrays.copyOf(kept, kept.length + to - at);
      System.arraycopy(stream, at, bytes, kept.length, to - at);
      at = to;
      int end = splitter.next(bytes, bytes.length);
      while (end >= 0) {
        String text =
            new String(
                bytes, splitter.eventStart(), end - splitter.eventStart(), StandardCharsets.UTF_8);
        String kind = splitter.done() ? "done " : splitter.hasData() ? "data " : "none ";
        events.add(
            kind
                + (splitter.hasData() && !splitter.done() ? splitter.scan().complete() + " " : "")
                + text.strip());
        end = splitter.next(bytes, bytes.length);
      }
      kept = Arrays.copyOfRange(bytes, splitter.boundary(), bytes.length);
      splitter.shift(splitter.boundary());
    }
    assertThat(kept).isEmpty();
    return events;
  }

  private static List<String> expected(String stream) {
    return List.of(
            "none : comment",
            "data true data: {\"choices\":[{\"index\":0}],\"model\":\"m\"}",
            "data true event: x\ndata: {\"a\":\ndata: 1}\nid: 7",
            "data true data:{\"b\":\"世界🙂\"}",
            "none :",
            "done data: [DONE]")
        .stream()
        .map(e ->
            e.replace("\n", stream.contains("\r\n") ? "\r\n" : stream.contains("\r") ? "\r" : "\n"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void findsEveryEventAtEverySplit(String lineEnd) {
    String stream = STREAM.replace("\n", lineEnd);
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    List<String> expected = expected(stream);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(events(bytes, cut)).as("cut at %d", cut).isEqualTo(expected);
    }
    int[] everywhere = new int[bytes.length];
    Arrays.setAll(everywhere, i -> i);
    assertThat(events(bytes, everywhere)).isEqualTo(expected);
  }

  @Test
  void findsEveryEventInRandomPieces() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
      String stream = STREAM.replace("\n", lineEnd);
      byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
      int[] cuts = random.ints(random.nextInt(12), 0, bytes.length).sorted().toArray();
      assertThat(events(bytes, cuts)).isEqualTo(expected(stream));
    }
  }

  @Test
  void byteOrderMarkIsSkippedAtEverySplit() {
    byte[] bytes = "\uFEFFdata: {}\n\n".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      List<String> events = events(bytes, cut);
      assertThat(events).hasSize(1);
      assertThat(events.getFirst()).startsWith("data true");
    }
  }

  @Test
  void lastLineWithoutItsLineEndCountsIfItIsWhole() {
    for (String last : List.of("data: {\"a\":1}", "data: [DONE]", "data: {\"a\":1}\n")) {
      assertThat(finish(last)).as(last).isTrue();
    }
    for (String last : List.of("data: {\"a\":1", "data: [DON", ": x", "data", "dat")) {
      assertThat(finish(last)).as(last).isFalse();
    }
  }

  private static boolean finish(String stream) {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    SseSplitter splitter = new SseSplitter();
    assertThat(splitter.next(bytes, bytes.length)).isEqualTo(-1);
    return splitter.finish(bytes, bytes.length);
  }

  @Test
  void lineOfOneMebibyteIsReadAndOneBeyondIsTooLong() {
    byte[] bytes = new byte[SseSplitter.LONGEST_LINE + 1];
    Arrays.fill(bytes, (byte) 'x');
    SseSplitter splitter = new SseSplitter();

    splitter.next(bytes, SseSplitter.LONGEST_LINE);
    assertThat(splitter.tooLong(SseSplitter.LONGEST_LINE)).isFalse();
    splitter.next(bytes, bytes.length);
    assertThat(splitter.tooLong(bytes.length)).isTrue();
  }
}
