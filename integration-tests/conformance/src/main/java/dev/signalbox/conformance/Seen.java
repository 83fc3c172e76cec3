package dev.signalbox.conformance;

import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Event;
import dev.signalbox.conformance.client.Transcript;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What several promises ask of an answer. Each breaks the promise with what was seen. */
public final class Seen {
  private static final int EXCERPT = 90;

  private Seen() {}

  /** A whole stream whose choice 0 says {@code text}. */
  public static Transcript wholeStream(Answer answer, String text) {
    Transcript transcript = streamOf(answer);
    Broken.unless(
        transcript.text().equals(text),
        "text %s instead of %s, ended %s",
        excerpt(transcript.text()),
        excerpt(text),
        answer.ending());
    Broken.unless(transcript.garbled().isEmpty(), "garbled data lines: %s", transcript.garbled());
    Broken.unless(transcript.errors().isEmpty(), "error event: %s", transcript.errors());
    Broken.unless(transcript.done(), "[DONE] missing, ended %s", answer.ending());
    Broken.unless(answer.ending() == Ending.CLEAN, "ended %s", answer.ending());
    return transcript;
  }

  /** An answer of status 200 that is an event stream. */
  public static Transcript streamOf(Answer answer) {
    Broken.unless(
        answer.status() == 200,
        "status %d, %s, body %s",
        answer.status(),
        answer.ending(),
        excerpt(answer.text()));
    String type = answer.header("content-type").orElse("none");
    Broken.unless(type.startsWith("text/event-stream"), "content type %s", type);
    return Transcript.of(answer);
  }

  /** An error in OpenAI's shape with one of these statuses. */
  public static JsonNode error(Answer answer, int... statuses) {
    Broken.unless(
        Arrays.stream(statuses).anyMatch(s -> s == answer.status()),
        "status %d (expected: %s), %s, body %s",
        answer.status(),
        Arrays.toString(statuses),
        answer.ending(),
        excerpt(answer.text()));
    JsonNode error = json(answer).path("error");
    Broken.unless(
        error.path("message").isString() && !error.path("message").asString().isBlank(),
        "no error.message in %s",
        excerpt(answer.text()));
    return error;
  }

  /** A body that is JSON and says so. */
  public static JsonNode json(Answer answer) {
    Broken.unless(
        answer.isJson(),
        "status %d, content type %s, body %s",
        answer.status(),
        answer.header("content-type").orElse("none"),
        excerpt(answer.text()));
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (JacksonException e) {
      throw new Broken(
          "status %d, not JSON: %s".formatted(answer.status(), excerpt(answer.text())));
    }
  }

  /** The text of a completion that was not streamed. */
  public static String text(Answer answer) {
    Broken.unless(
        answer.status() == 200, "status %d, body %s", answer.status(), excerpt(answer.text()));
    Broken.unless(answer.ending() == Ending.CLEAN, "ended %s", answer.ending());
    return json(answer).path("choices").path(0).path("message").path("content").asString("");
  }

  /** A stream that no client can take for a whole one: an error event or a broken transport. */
  public static String notWhole(Answer answer) {
    if (answer.status() >= 400) {
      return "status " + answer.status();
    }
    Transcript transcript = Transcript.of(answer);
    Broken.unless(
        !transcript.errors().isEmpty() || answer.ending() == Ending.CUT,
        "ended %s%s without an error: looks whole",
        answer.ending(),
        transcript.done() ? " with [DONE]" : "");
    Broken.unless(
        transcript.errors().isEmpty() || !transcript.done(), "[DONE] after the error event");
    return (transcript.errors().isEmpty() ? "no error event" : "error event")
        + ", ended "
        + answer.ending();
  }

  /** Time between the first and the last data event. */
  public static Duration spread(Answer answer) {
    List<Event> data = answer.events().stream().filter(e -> !e.isComment()).toList();
    return data.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(data.getLast().nanos() - data.getFirst().nanos());
  }

  /** The first characters of a text, on one line. */
  public static String excerpt(String text) {
    String start = text.substring(0, Math.min(text.length(), 4 * EXCERPT));
    String line = start.strip().replaceAll("\\s+", " ");
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
  }
}
