package dev.signalbox.conformance.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a streamed answer: {@code 200}, {@code text/event-stream}, a chunked body. Each event is
 * one chunk in one write unless it is cut.
 */
public final class StreamScript {
  private final List<Step> steps = new ArrayList<>();
  private String newline = "\n";
  private boolean cutEveryByte;

  StreamScript() {
    steps.add(
        Script.raw(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                + "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n"));
  }

  /** Ends lines with {@code newline} from here on. */
  public StreamScript lines(String newline) {
    this.newline = newline;
    return this;
  }

  /** Sends every byte in a chunk and a write of its own from here on. */
  public StreamScript cutEveryByte() {
    cutEveryByte = true;
    return this;
  }

  /** Texts of choice 0, {@code gap} before each but the first. */
  public StreamScript texts(Duration gap, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        pause(gap);
      }
      data(Json.delta(0, texts[i]));
    }
    return this;
  }

  /** {@code count} texts {@code w0 }, {@code w1 }, … of choice 0, {@code gap} between them. */
  public StreamScript words(int count, Duration gap) {
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        pause(gap);
      }
      data(Json.delta(0, "w" + i + " "));
    }
    return this;
  }

  /** One event with that data line. */
  public StreamScript data(String data) {
    return text("data: " + data + newline + newline);
  }

  /** A comment line. */
  public StreamScript comment(String comment) {
    return text(": " + comment + newline + newline);
  }

  /** Finishes choice 0. */
  public StreamScript finish() {
    return data(Json.finish(0, "stop"));
  }

  /** Text of the body as it is. */
  public StreamScript text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of the body as they are. */
  public StreamScript bytes(byte[] bytes) {
    if (!cutEveryByte) {
      steps.add(new Step.Chunk(bytes));
      return this;
    }
    for (byte b : bytes) {
      steps.add(new Step.Chunk(new byte[] {b}));
    }
    return this;
  }

  public StreamScript pause(Duration length) {
    if (!length.isZero()) {
      steps.add(new Step.Pause(length));
    }
    return this;
  }

  /** Finishes choice 0, says {@code [DONE]} and ends the body. */
  public Script whole() {
    return finish().done();
  }

  /** Says {@code [DONE]} and ends the body. */
  public Script done() {
    return data("[DONE]").end();
  }

  /** Ends the body as HTTP wants it, without {@code [DONE]}. */
  public Script end() {
    steps.add(Script.raw("0\r\n\r\n"));
    return new Script(steps);
  }

  /** Goes on with one last step: {@link Step.Reset}, {@link Step.Close}, {@link Step.Hang}. */
  public Script then(Step last) {
    steps.add(last);
    return new Script(steps);
  }
}
